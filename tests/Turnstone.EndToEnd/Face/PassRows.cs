using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Turnstone.Storage.Passes;
using Turnstone.Storage.Plane;
using Xunit;

namespace Turnstone.EndToEnd.Face;

/// <summary>Moves passes on as another process on the same database does, which is all that pages go by: their server runs none.</summary>
internal static class PassRows
{
    /// <summary>Changes the latest pass over a mailbox.</summary>
    public static async Task MoveOnAsync(this FaceServer server, Guid mailbox, Action<MailboxPass> change)
    {
        await using var rows = server.Services.GetRequiredService<PlaneDatabase>().Open(new PlaneScope.House());
        var pass = await rows.Passes.Where(row => row.MailboxId == mailbox).OrderByDescending(row => row.Submitted).FirstAsync(TestContext.Current.CancellationToken);
        change(pass);
        await rows.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Has it under way, so many items done of so many; null while they are counted.</summary>
    public static Task RunAsync(this FaceServer server, Guid mailbox, long done, long? total, long errors = 0) => server.MoveOnAsync(mailbox, pass =>
    {
        (pass.State, pass.Started) = (PassState.Migrating, TimeProvider.System.GetUtcNow());
        (pass.Phase, pass.ItemsDone, pass.ItemsTotal, pass.Errors) = (total is null ? Engine.Transfer.PassPhase.Counting : Engine.Transfer.PassPhase.Copying, done, total, errors);
        (pass.ItemsPerSecond, pass.BytesPerSecond) = total is null ? (0, 0) : (38, 2_400_000);
        pass.Expected = total is { } all ? TimeProvider.System.GetUtcNow().AddSeconds((all - done) / 38.0).AddSeconds(30) : null;
    });

    /// <summary>Has it over.</summary>
    public static Task EndAsync(this FaceServer server, Guid mailbox, PassState state, long copied = 0, long errors = 0, string? failure = null) => server.MoveOnAsync(mailbox, pass =>
    {
        (pass.State, pass.IsOver, pass.Finished, pass.Phase, pass.Expected) = (state, true, TimeProvider.System.GetUtcNow(), null, null);
        (pass.Copied, pass.Found, pass.BytesCopied, pass.Errors) = (copied, copied + errors, copied * 61_000, errors);
        (pass.FailureCode, pass.FailureMessage, pass.FailureRemedy) = failure is null ? (null, null, null) : ("source/sign-in", failure, "Correct it, then start the pass again.");
    });
}
