using Turnstone.Sandbox.Cyrus;
using Turnstone.Sandbox.Imap;

namespace Turnstone.EndToEnd.Servers;

/// <summary>Cyrus as it is set up today: slashes, folders beside the inbox.</summary>
public sealed class CyrusSource : SourceServer
{
    private CyrusServer? _server;

    public static MailAccount Administrator { get; } = new("cyrus", "cyrus's secret");

    public CyrusServer Server => _server!;

    public override int Port => Server.ImapPort;

    public override char Separator => '/';

    protected override async Task StartAsync() => _server = await CyrusServer.StartAsync(
        new CyrusOptions { Accounts = Accounts, Administrator = Administrator }, TimeProvider.System, CancellationToken.None);

    protected override ValueTask StopAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
