namespace Turnstone.Cli.Remote.Passes;

/// <summary><c>turnstone pass errors</c>.</summary>
internal sealed class PassErrorsCommand() : PassOfIdCommand("errors", "Lists the items that a pass did not simply copy: why, and what to do.")
{
    protected override async Task<int> RunAsync(RemoteSession session, Guid pass, CancellationToken cancellationToken) => session.ShowAll(
        await Pages.AllAsync((skip, cancel) => session.Client.ListItemErrorsAsync(pass, skip, Pages.Size, cancellationToken: cancel), cancellationToken), PassViews.Error);
}
