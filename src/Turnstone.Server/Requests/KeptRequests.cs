using Microsoft.EntityFrameworkCore;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Storage.Plane;
using Turnstone.Storage.Requests;

namespace Turnstone.Server.Requests;

/// <summary>The rows of requests that came with a key. Every change is one conditional statement: whoever comes second changes no row.</summary>
internal sealed class KeptRequests(PlaneDatabase plane, AnswerVault vault, TimeProvider time)
{
    /// <summary>How long a key is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>
    /// How long a request is believed to be under way that nothing is heard of: longer than any takes that waits for a payment provider. One that takes
    /// longer all the same and is overtaken saves nothing.
    /// </summary>
    private static readonly TimeSpan Hold = TimeSpan.FromMinutes(2);

    // A row may go or be taken between two looks at it.
    private const int Attempts = 3;

    /// <summary>Begins a request, or finds what became of it.</summary>
    /// <exception cref="Refusal">The key is another request's, or this one is under way, or its answer is not known.</exception>
    public async Task<BegunRequest> BeginAsync(Caller caller, string key, string fingerprint, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            await using var rows = Open(caller);
            var found = await rows.KeptRequests.AsNoTracking().SingleOrDefaultAsync(row => row.AgentId == caller.AgentId && row.Key == key, cancellationToken);
            var now = time.GetUtcNow();
            if (found is null)
            {
                var row = new KeptRequest { AgentId = caller.AgentId, Key = key, ProtectedFingerprint = vault.Protect(fingerprint), HeldUntil = now + Hold, Created = now };
                rows.Add(row);
                try
                {
                    await rows.SaveChangesAsync(cancellationToken);
                    return new BegunRequest.Mine(row.Id, row.Attempt);
                }
                catch (DbUpdateException e) when (PlaneDatabase.IsDuplicate(e) && attempt < Attempts)
                {
                    continue;
                }
            }

            if (found.Created <= now - Kept)
            {
                await rows.KeptRequests.Where(row => row.Id == found.Id).ExecuteDeleteAsync(cancellationToken);
            }
            else if (vault.IsOf(found.ProtectedFingerprint, fingerprint) == false)
            {
                throw Refusal.Unprocessable(RefusalCodes.RequestKeyTaken, "Another request came with this key before: take a new key for each request, and the same one only to send the same request again.");
            }
            else if (found.Answered is not null || found.IsDone)
            {
                return new BegunRequest.Known(found.ProtectedAnswer is { } stored && vault.Reveal(stored) is { } answer ? answer : throw Lost(found));
            }
            else if (found.HeldUntil > now)
            {
                throw Refusal.Conflict(RefusalCodes.RequestUnderWay, "The same request is under way: send it again in a moment, with the same key, for its answer.");
            }
            else if (await TakeOverAsync(rows, found, now + Hold, cancellationToken))
            {
                return new BegunRequest.Mine(found.Id, found.Attempt + 1);
            }
        }
    }

    /// <summary>Whether it changed anything.</summary>
    public async Task<bool> IsDoneAsync(Caller caller, BegunRequest.Mine request, CancellationToken cancellationToken)
    {
        await using var rows = Open(caller);
        return await Mine(rows, request).AnyAsync(row => row.IsDone, cancellationToken);
    }

    /// <summary>Keeps the answer. Nothing happens where the request was taken over.</summary>
    public async Task AnswerAsync(Caller caller, BegunRequest.Mine request, KeptAnswer answer, CancellationToken cancellationToken)
    {
        var (stored, now) = (vault.Protect(answer), time.GetUtcNow());
        await using var rows = Open(caller);
        await Mine(rows, request).ExecuteUpdateAsync(change => change.SetProperty(row => row.ProtectedAnswer, stored).SetProperty(row => row.Answered, now), cancellationToken);
    }

    /// <summary>Forgets a request that changed nothing: sent again it is tried again.</summary>
    public async Task ForgetAsync(Caller caller, BegunRequest.Mine request, CancellationToken cancellationToken)
    {
        await using var rows = Open(caller);
        await Mine(rows, request).Where(row => !row.IsDone).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>Forgets all that are kept no longer, of all workgroups.</summary>
    public async Task SweepAsync(CancellationToken cancellationToken)
    {
        var oldest = time.GetUtcNow() - Kept;
        await using var rows = plane.Open(new PlaneScope.House());
        await rows.KeptRequests.Where(row => row.Created <= oldest).ExecuteDeleteAsync(cancellationToken);
    }

    private static async Task<bool> TakeOverAsync(PlaneContext rows, KeptRequest found, DateTimeOffset until, CancellationToken cancellationToken) =>
        await rows.KeptRequests.Where(row => row.Id == found.Id && row.Attempt == found.Attempt && !row.IsDone && row.Answered == null)
            .ExecuteUpdateAsync(change => change.SetProperty(row => row.Attempt, found.Attempt + 1).SetProperty(row => row.HeldUntil, until), cancellationToken) == 1;

    private static IQueryable<KeptRequest> Mine(PlaneContext rows, BegunRequest.Mine request) =>
        rows.KeptRequests.Where(row => row.Id == request.Id && row.Attempt == request.Attempt);

    private static Refusal Lost(KeptRequest found) => Refusal.Conflict(
        RefusalCodes.RequestAnswerLost,
        found.Answered is null
            ? "This request was done, but the server stopped before its answer was kept: read what there is. It is not done again with this key."
            : "This request was done, but its answer was too long to be kept, or the keys it was encrypted with are gone: read what there is. It is not done again with this key.");

    // Nothing of it belongs into the action log.
    private PlaneContext Open(Caller caller) => plane.Open(new PlaneScope.Of(caller.WorkgroupId));
}
