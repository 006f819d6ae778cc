using Turnstone.Sandbox.Dovecot;
using Turnstone.Sandbox.SampleMail;
using Xunit;

namespace Turnstone.EndToEnd.Imap;

/// <summary>A Dovecot for the tests of the IMAP source alone: what they fill and count is theirs.</summary>
public sealed class ImapSourceFixture : IAsyncLifetime
{
    public static readonly DovecotAccount Master = new("admin", "admin's: secret");

    public DovecotServer Server { get; private set; } = null!;

    public static DovecotAccount Account(string name) => new($"{name}@old.example", $"secret of {name}");

    public static SamplePerson Person(string name) => new($"Person {name}", $"{name}@old.example", "en-GB");

    public async ValueTask InitializeAsync()
    {
        var installation = await DovecotPackage.EnsureAsync(Console.WriteLine, CancellationToken.None);
        var options = new DovecotOptions { Accounts = [Account("demir"), Account("eun"), Account("empty")], Master = Master };
        Server = await DovecotServer.StartAsync(installation, options, TimeProvider.System, CancellationToken.None);
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
