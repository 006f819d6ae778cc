using Turnstone.Sandbox.Dovecot;

namespace Turnstone.EndToEnd.Servers;

public sealed class DovecotSource : SourceServer
{
    private DovecotServer? _server;

    public override int Port => _server!.ImapPort;

    public override char Separator => '/';

    protected override async Task StartAsync()
    {
        var installation = await DovecotPackage.EnsureAsync(Console.WriteLine, CancellationToken.None);
        var accounts = Accounts.Select(account => new DovecotAccount(account.Name, account.Password));
        _server = await DovecotServer.StartAsync(installation, new DovecotOptions { Accounts = [.. accounts] }, TimeProvider.System, CancellationToken.None);
    }

    protected override ValueTask StopAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
