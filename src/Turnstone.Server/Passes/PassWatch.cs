using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Turnstone.Client.Passes;
using Turnstone.Server.Projects;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;

namespace Turnstone.Server.Passes;

/// <summary>Shows passes as they go on. It goes by the rows: what another process moves is seen as well.</summary>
internal sealed class PassWatch(Workspace workspace, SeenProjects seen, TimeProvider time)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Passes of a project, one event each: first those that are not over, then whatever changes, until the watcher goes. An event without data
    /// in between shows that the line stands.
    /// </summary>
    public async Task<IAsyncEnumerable<SseItem<PassInfo?>>> WatchAsync(Guid project, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        return await seen.Projects(rows).AnyAsync(row => row.Id == project, cancellationToken) ? EventsAsync(project, cancellationToken) : throw Refusal.NotFound("project");
    }

    private async IAsyncEnumerable<SseItem<PassInfo?>> EventsAsync(Guid project, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var shown = new Dictionary<Guid, PassInfo>();
        using var timer = new PeriodicTimer(Look, time);
        do
        {
            var changed = 0;
            foreach (var pass in await ReadAsync(project, [.. shown.Keys], cancellationToken))
            {
                if (!shown.TryGetValue(pass.Id, out var before) || before != pass)
                {
                    changed++;
                    yield return new SseItem<PassInfo?>(pass, "pass");
                }

                // What is over changes no more.
                if (pass.Finished is null)
                {
                    shown[pass.Id] = pass;
                }
                else
                {
                    shown.Remove(pass.Id);
                }
            }

            if (changed == 0)
            {
                yield return new SseItem<PassInfo?>(null, "quiet");
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private async Task<IReadOnlyList<PassInfo>> ReadAsync(Guid project, Guid[] shown, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var found = await rows.Passes.AsNoTracking()
            .Where(row => row.ProjectId == project && (!row.IsOver || shown.Contains(row.Id)))
            .OrderBy(row => row.Submitted).ThenBy(row => row.Id).ToListAsync(cancellationToken);
        return [.. found.Select(PassView.Of)];
    }
}
