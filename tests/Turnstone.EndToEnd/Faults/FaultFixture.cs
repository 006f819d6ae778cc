using Turnstone.Sandbox.Dovecot;
using Turnstone.Sandbox.SampleMail;
using Xunit;

namespace Turnstone.EndToEnd.Faults;

/// <summary>One Dovecot for the stories about trouble. Nobody changes Frida's mailbox, so all of them read it; Gerd's is empty until a story fills it.</summary>
public sealed class FaultFixture : IAsyncLifetime
{
    public const int Messages = 120;
    public const int Folders = 3;

    public static readonly SamplePerson Frida = Person("frida");
    public static readonly SamplePerson Gerd = Person("gerd");

    public DovecotServer Server { get; private set; } = null!;

    public static DovecotAccount Account(SamplePerson person) => new(person.Address, $"secret of {person.Address}");

    public async ValueTask InitializeAsync()
    {
        var installation = await DovecotPackage.EnsureAsync(Console.WriteLine, CancellationToken.None);
        Server = await DovecotServer.StartAsync(installation, new DovecotOptions { Accounts = [Account(Frida), Account(Gerd)] }, TimeProvider.System, CancellationToken.None);
        await MailLoader.LoadAsync(Server, Mailbox(Frida), CancellationToken.None);
    }

    public static SampleMailbox Mailbox(SamplePerson person, int messages = Messages) =>
        SmallMail.Mailbox(person, messages, Folders, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    private static SamplePerson Person(string name) => new($"Person {name}", $"{name}@old.example", "en-GB");
}
