using Turnstone.Client.Passes;

namespace Turnstone.Cli.Remote.Passes;

/// <summary>Shows a project's passes as they go on, until none is left.</summary>
internal static class PassWatching
{
    /// <summary>The exit status is that of the gravest end that was seen.</summary>
    public static async Task<int> RunAsync(RemoteSession session, Guid project, CancellationToken cancellationToken)
    {
        var open = new HashSet<Guid>();
        var ends = new HashSet<PassState>();
        await foreach (var pass in session.Client.WatchPassesAsync(project, cancellationToken))
        {
            if (pass is null)
            {
                // Only in a moment without news: until then others may begin where the last one ended.
                if (open.Count == 0)
                {
                    return PassWords.StatusOf(ends);
                }

                continue;
            }

            session.Printer.Follow(pass, PassWords.Line(pass));
            if (pass.Finished is null)
            {
                open.Add(pass.Id);
            }
            else
            {
                open.Remove(pass.Id);
                ends.Add(pass.State);
            }
        }

        throw new RemoteTrouble(ExitStatus.Unreachable, "The server ended the line, as one does that stops. The passes do not depend on it: watch again.");
    }
}
