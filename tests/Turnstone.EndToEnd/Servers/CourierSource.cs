using Turnstone.Sandbox.Courier;

namespace Turnstone.EndToEnd.Servers;

public sealed class CourierSource : SourceServer
{
    private CourierServer? _server;

    public override int Port => _server!.ImapPort;

    public override char Separator => '.';

    public override IReadOnlyList<string> Top => ["INBOX"];

    protected override async Task StartAsync() => _server = await CourierServer.StartAsync(Accounts, TimeProvider.System, CancellationToken.None);

    protected override ValueTask StopAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
