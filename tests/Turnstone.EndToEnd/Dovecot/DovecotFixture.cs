using Turnstone.Sandbox.Dovecot;
using Turnstone.Sandbox.SampleMail;
using Xunit;

namespace Turnstone.EndToEnd.Dovecot;

/// <summary>One Dovecot for all tests of the collection; each test class uses accounts of its own and so disturbs nobody.</summary>
public sealed class DovecotFixture : IAsyncLifetime
{
    public static readonly DovecotAccount Master = new("admin", "admin's: secret");

    public DovecotServer Server { get; private set; } = null!;

    public static DovecotAccount Account(string address) => new(address, $"secret of {address}");

    public static SamplePerson Person(string localPart) => new($"Person {localPart}", $"{localPart}@old.example", "en-GB");

    public async ValueTask InitializeAsync()
    {
        var installation = await DovecotPackage.EnsureAsync(Console.WriteLine, CancellationToken.None);
        string[] addresses = [.. SampleCompany.People.Select(person => person.Address), "many@old.example", "later@old.example", "empty@old.example"];
        Server = await DovecotServer.StartAsync(
            installation,
            new DovecotOptions { Accounts = [.. addresses.Select(Account)], Master = Master },
            TimeProvider.System,
            CancellationToken.None);
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
