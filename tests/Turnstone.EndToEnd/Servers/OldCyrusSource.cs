using Turnstone.Sandbox.Cyrus;

namespace Turnstone.EndToEnd.Servers;

/// <summary>Cyrus as it was set up before 3.0: dots, folders below the inbox.</summary>
public sealed class OldCyrusSource : SourceServer
{
    private CyrusServer? _server;

    public override int Port => _server!.ImapPort;

    public override char Separator => '.';

    public override IReadOnlyList<string> Top => ["INBOX"];

    protected override async Task StartAsync() => _server = await CyrusServer.StartAsync(
        new CyrusOptions { Accounts = Accounts, HasSlashes = false, HasFoldersBesideInbox = false }, TimeProvider.System, CancellationToken.None);

    protected override ValueTask StopAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
