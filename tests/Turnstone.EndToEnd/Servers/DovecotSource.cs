using Turnstone.Sandbox.Dovecot;

namespace Turnstone.EndToEnd.Servers;

public class DovecotSource : SourceServer
{
    private DovecotServer? _server;

    public DovecotServer Server => _server!;

    public override int Port => Server.ImapPort;

    public override char Separator => '/';

    protected virtual DovecotOptions Options { get; } = new() { Accounts = [.. Accounts.Select(account => new DovecotAccount(account.Name, account.Password))] };

    protected override async Task StartAsync()
    {
        var installation = await DovecotPackage.EnsureAsync(Console.WriteLine, CancellationToken.None);
        _server = await DovecotServer.StartAsync(installation, Options, TimeProvider.System, CancellationToken.None);
    }

    protected override ValueTask StopAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
