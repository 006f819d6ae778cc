using Turnstone.Sandbox.Dovecot;
using Xunit;

namespace Turnstone.EndToEnd.Imap;

/// <summary>A Dovecot with empty mailboxes, one for each test that asks.</summary>
public sealed class SourceConformanceFixture : IAsyncLifetime
{
    private const int Mailboxes = 40;
    private int _taken;

    public DovecotServer Server { get; private set; } = null!;

    public DovecotAccount Take() => Server.Accounts[Interlocked.Increment(ref _taken) - 1];

    public async ValueTask InitializeAsync()
    {
        var installation = await DovecotPackage.EnsureAsync(Console.WriteLine, CancellationToken.None);
        var accounts = Enumerable.Range(1, Mailboxes).Select(number => new DovecotAccount($"user{number}@old.example", $"secret {number}"));
        Server = await DovecotServer.StartAsync(installation, new DovecotOptions { Accounts = [.. accounts] }, TimeProvider.System, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
