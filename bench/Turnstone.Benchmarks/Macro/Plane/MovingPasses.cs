using Microsoft.EntityFrameworkCore;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Passes;
using Turnstone.Client.Projects;
using Turnstone.Engine.Transfer;
using Turnstone.Storage.Passes;
using Turnstone.Storage.Plane;
using PassKind = Turnstone.Client.Passes.PassKind;
using PassState = Turnstone.Storage.Passes.PassState;

namespace Turnstone.Benchmarks.Macro.Plane;

/// <summary>
/// A hundred passes that move on each second, written into the server's database as another worker on it writes them: what the server uses then is
/// what its page costs, and not what moving mail costs.
/// </summary>
internal sealed class MovingPasses(PlaneProcess plane, ProjectInfo project)
{
    private const int Count = 100;
    private const int Items = 100_000;

    private readonly PlaneDatabase _rows = PlaneDatabase.InDirectory(plane.Folder, TimeProvider.System);
    private int _round;

    /// <summary>Has the first hundred under way.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        var first = await plane.Client.ListMailboxesAsync(project.Id, new MailboxFilter(), 0, Count, cancellationToken);
        await plane.Client.SubmitPassesAsync(project.Id, new PassDraft { Kind = PassKind.Full, Mailboxes = [.. first.Items.Select(mailbox => mailbox.Id)] }, cancellationToken);
        await MoveOnAsync(cancellationToken);
    }

    /// <summary>Writes how far each is now, in one transaction; says how many items are done.</summary>
    public async Task<int> MoveOnAsync(CancellationToken cancellationToken)
    {
        var done = ++_round * 38;
        await using var rows = _rows.Open(new PlaneScope.House());
        foreach (var pass in await rows.Passes.Where(row => row.ProjectId == project.Id && !row.IsOver).ToListAsync(cancellationToken))
        {
            var now = TimeProvider.System.GetUtcNow();
            (pass.State, pass.Phase, pass.Owner, pass.Beat, pass.Started) = (PassState.Migrating, PassPhase.Copying, "bench", now, pass.Started ?? now);
            (pass.ItemsDone, pass.ItemsTotal, pass.Copied, pass.ItemsPerSecond, pass.BytesPerSecond) = (done, Items, done, 38 + (done % 7), 2_400_000);
            pass.Expected = now.AddSeconds((Items - done) / 38.0);
        }

        await rows.SaveChangesAsync(cancellationToken);
        return done;
    }

    /// <summary>Moves them on each second.</summary>
    public async Task KeepMovingAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                await MoveOnAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // Measured.
        }
    }
}
