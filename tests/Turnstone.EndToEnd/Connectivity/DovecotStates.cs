using Turnstone.Sandbox.Dovecot;
using Turnstone.Sandbox.Imap;
using Turnstone.Sandbox.Tls;
using Turnstone.Testing;
using Xunit;

namespace Turnstone.EndToEnd.Connectivity;

/// <summary>Real Dovecots in the states a source may be found in: sound, with few connections, and with each flaw of a certificate.</summary>
public sealed class DovecotStates : IAsyncLifetime
{
    public const int Messages = 60;
    public static readonly DovecotAccount Anna = new("anna@old.example", "anna's secret");
    public static readonly DovecotAccount Bert = new("bert@old.example", "bert's secret");
    public static readonly DovecotAccount Lena = new("lena@old.example", "lena's secret");
    public static readonly DovecotAccount Master = new("admin", "the master's secret");
    private readonly Dictionary<CertificateFlaw, DovecotServer> _flawed = [];
    private readonly List<DovecotServer> _all = [];

    /// <summary>Twelve connections a user; Lena is locked; Anna has mail, Bert none.</summary>
    public DovecotServer Sound { get; private set; } = null!;

    /// <summary>Three connections a user.</summary>
    public DovecotServer Narrow { get; private set; } = null!;

    public DovecotServer Flawed(CertificateFlaw flaw) => _flawed[flaw];

    public async ValueTask InitializeAsync()
    {
        var installation = await DovecotPackage.EnsureAsync(Console.WriteLine, CancellationToken.None);
        var options = new DovecotOptions { Accounts = [Anna, Bert, Lena], Master = Master, Locked = [Lena.Name], FurtherMechanisms = ["scram-sha-256", "cram-md5"] };
        Sound = await StartAsync(installation, options with { ConnectionsPerUser = 12 });
        Narrow = await StartAsync(installation, options with { ConnectionsPerUser = 3 });
        foreach (var flaw in Enum.GetValues<CertificateFlaw>().Where(flaw => flaw != CertificateFlaw.None))
        {
            _flawed[flaw] = await StartAsync(installation, options with { Flaw = flaw });
        }

        using var client = await LineClient.SignInAsync(Sound.ImapPort, new MailAccount(Anna.Name, Anna.Password), CancellationToken.None);
        await client.CommandAsync("CREATE \"Old \\\"projects\\\"\"", CancellationToken.None);
        foreach (var number in Enumerable.Range(1, Messages))
        {
            var message = SeedMessage.Plain(number, bodyBytes: 2000);
            await client.AppendAsync(number % 3 == 0 ? "Old \\\"projects\\\"" : "INBOX", [], message.Received, message.Content, CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var server in _all)
        {
            await server.DisposeAsync();
        }
    }

    private async Task<DovecotServer> StartAsync(DovecotInstallation installation, DovecotOptions options)
    {
        var server = await DovecotServer.StartAsync(installation, options, TimeProvider.System, CancellationToken.None);
        _all.Add(server);
        return server;
    }
}
