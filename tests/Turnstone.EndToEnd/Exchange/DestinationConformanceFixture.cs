using System.Security.Cryptography.X509Certificates;
using Turnstone.Sandbox;
using Xunit;

namespace Turnstone.EndToEnd.Exchange;

/// <summary>A stand-in Exchange over TLS with empty mailboxes in several languages, one for each test that asks.</summary>
public sealed class DestinationConformanceFixture : IAsyncLifetime
{
    public static readonly ServiceAccount Service = new("svc-turnstone@new.example", "Winter, 2026");
    private const int Mailboxes = 120;
    private static readonly string[] Languages = ["de-DE", "en-GB", "ja-JP", "fr-FR"];
    private static readonly MailboxSeed[] Seeds =
        [.. Enumerable.Range(1, Mailboxes).Select(number => new MailboxSeed($"user{number}@new.example", $"secret {number}", Languages[number % Languages.Length]))];

    private int _taken;

    public ExchangeServer Server { get; private set; } = null!;

    public X509Certificate2 Authority { get; private set; } = null!;

    public MailboxSeed Take() => Seeds[Interlocked.Increment(ref _taken) - 1];

    public async ValueTask InitializeAsync()
    {
        Server = await ExchangeServer.StartAsync(
            new ExchangeServerOptions { Mailboxes = Seeds, ServiceAccounts = [Service] }, CancellationToken.None);
        Authority = X509Certificate2.CreateFromPem(Server.CertificateAuthorityPem);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Authority.Dispose();
    }
}
