namespace Turnstone.Cli.Remote.Passes;

/// <summary><c>turnstone pass show</c>.</summary>
internal sealed class PassShowCommand() : PassOfIdCommand("show", "Shows a pass: where it stands, how far it is, what it came to.")
{
    protected override async Task<int> RunAsync(RemoteSession session, Guid pass, CancellationToken cancellationToken) =>
        session.Show(await session.Client.GetPassAsync(pass, cancellationToken), PassViews.Pass);
}
