using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Turnstone.Cli.Settings;
using Turnstone.Connectors;
using Turnstone.Connectors.Exchange;
using Turnstone.Connectors.Imap;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Sandbox;
using Turnstone.Sandbox.Dovecot;
using Turnstone.Sandbox.SampleMail;
using Turnstone.Sandbox.Throttling;

namespace Turnstone.Cli.Demo;

/// <summary>Both servers of the demo, filled; disposing it ends them and removes everything they wrote.</summary>
internal sealed class DemoServers : IAsyncDisposable
{
    private const string NewDomain = "new.example";
    private const string ServedDomain = "served.example";

    /// <summary>Opens every mailbox of the new server.</summary>
    public const string ServiceLogin = "svc-turnstone@" + NewDomain;

    private readonly DirectoryInfo _folder;
    private readonly SampleProfile _profile;
    private readonly TimeProvider _time;
    private DovecotServer? _dovecot;
    private ExchangeServer? _exchange;
    private MigrateSettings? _settings;

    private DemoServers(DirectoryInfo folder, TimeProvider time)
    {
        _folder = folder;
        _time = time;
        _profile = new SampleProfile { Until = time.GetUtcNow() };
    }

    /// <summary>One for everybody, new each time.</summary>
    public string Password { get; } = RandomNumberGenerator.GetHexString(12, lowercase: true);

    public IReadOnlyList<SamplePerson> People { get; } = SampleCompany.People;

    public DovecotServer Dovecot => _dovecot!;

    public string DovecotName { get; private set; } = "Dovecot";

    public ExchangeServer Exchange => _exchange!;

    public LoadedMail Loaded { get; private set; }

    /// <summary>A migration of everybody; the pass is the caller's to set.</summary>
    public MigrateSettings Settings => _settings!;

    /// <summary>Both certificate authorities in one file, for <c>--trust</c>.</summary>
    public string TrustFile => Path.Combine(_folder.FullName, "trust.pem");

    /// <summary>The password file of the service account, and of everybody.</summary>
    public string PasswordFile => Path.Combine(_folder.FullName, "password");

    /// <summary>Everything that is kept in files; removed at the end.</summary>
    public string Folder => _folder.FullName;

    public static string NewAddressOf(SamplePerson person) => $"{person.Address.Split('@')[0]}@{NewDomain}";

    /// <summary>Another mailbox of the same person, for what is moved from the browser.</summary>
    public static string ServedAddressOf(SamplePerson person) => $"{person.Address.Split('@')[0]}@{ServedDomain}";

    /// <summary>Starts both and fills the old one; <paramref name="say"/> hears what takes time.</summary>
    public static async Task<DemoServers> StartAsync(Action<string> say, TimeProvider time, CancellationToken cancellationToken)
    {
        var servers = new DemoServers(Directory.CreateTempSubdirectory("turnstone-demo-"), time);
        try
        {
            await servers.StartDovecotAsync(say, cancellationToken);
            await servers.StartExchangeAsync(cancellationToken);
            await servers.WriteSettingsAsync(cancellationToken);
            return servers;
        }
        catch
        {
            await servers.DisposeAsync();
            throw;
        }
    }

    /// <summary>Mail that comes to everybody's INBOX now; returns how much.</summary>
    public async Task<long> DeliverNewMailAsync(int each, CancellationToken cancellationToken)
    {
        var arrived = 0L;
        foreach (var (person, account) in People.Zip(Dovecot.Accounts))
        {
            var mail = SampleCompany.NewMail(person, each, wave: 1, _profile with { Until = _time.GetUtcNow() });
            arrived += (await MailLoader.DeliverAsync(Dovecot, account, mail, cancellationToken)).Messages;
        }

        return arrived;
    }

    public async ValueTask DisposeAsync()
    {
        if (_exchange is not null)
        {
            await _exchange.DisposeAsync();
        }

        if (_dovecot is not null)
        {
            await _dovecot.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private async Task StartDovecotAsync(Action<string> say, CancellationToken cancellationToken)
    {
        var installation = await DovecotPackage.EnsureAsync(say, cancellationToken);
        DovecotName = $"Dovecot {installation.Version}";
        var options = new DovecotOptions { Accounts = [.. People.Select(person => new DovecotAccount(person.Address, Password))] };
        _dovecot = await DovecotServer.StartAsync(installation, options, _time, cancellationToken);
        say("writing fifteen years of mail into the old server ...");
        Loaded = await MailLoader.LoadAsync(_dovecot, SampleCompany.Mailboxes(_profile), cancellationToken);
    }

    private async Task StartExchangeAsync(CancellationToken cancellationToken) => _exchange = await ExchangeServer.StartAsync(
        new ExchangeServerOptions
        {
            Mailboxes = [.. People.SelectMany(person => new[] { NewAddressOf(person), ServedAddressOf(person) }.Select(address => new MailboxSeed(address, Password, person.Language)))],
            ServiceAccounts = [new ServiceAccount(ServiceLogin, Password)],
            // What the preparation of a real Exchange gives a migration account.
            Throttling = ThrottlingPolicy.Unlimited,
            Time = _time,
        },
        cancellationToken);

    private async Task WriteSettingsAsync(CancellationToken cancellationToken)
    {
        var authorities = await File.ReadAllTextAsync(Dovecot.AuthorityPath, cancellationToken) + "\n" + Exchange.CertificateAuthorityPem;
        await File.WriteAllTextAsync(TrustFile, authorities, cancellationToken);
        await File.WriteAllTextAsync(PasswordFile, Password, cancellationToken);
        var trusted = new X509Certificate2Collection();
        trusted.ImportFromPem(authorities);
        var secret = new Secret(Password);
        _settings = new MigrateSettings
        {
            Source = ImapEndpoint.Parse($"imaps://{Dovecot.Host}:{Dovecot.ImapsPort}"),
            Destination = ExchangeEndpoint.Parse(Exchange.EwsUrl.AbsoluteUri),
            Access = ExchangeAccess.Delegate,
            Mailboxes = [.. People.Select(person => new MailboxPair
            {
                Source = SmtpAddress.Parse(person.Address),
                Destination = SmtpAddress.Parse(NewAddressOf(person)),
                SourceSignIn = new ImapSignIn.Password(person.Address, secret),
                DestinationAccount = new Account(ServiceLogin, secret),
            })],
            Pass = new PassOptions(),
            TrustedAuthorities = [.. trusted],
            StateDirectory = Path.Combine(_folder.FullName, "state"),
        };
    }
}
