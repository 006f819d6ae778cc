using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;
using Turnstone.Connectors;
using Turnstone.Connectors.Exchange;
using Turnstone.Connectors.Imap;
using Turnstone.EndToEnd.Migration;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;
using Turnstone.Engine.Transfer;
using Turnstone.Sandbox;
using Turnstone.Sandbox.Dovecot;
using Turnstone.Sandbox.Faults;
using Turnstone.Sandbox.Proxies;
using Turnstone.Sandbox.SampleMail;
using Turnstone.Sandbox.Throttling;
using Turnstone.Storage;
using Turnstone.Testing;
using Xunit;

namespace Turnstone.EndToEnd.Faults;

/// <summary>
/// One person's way: a real Dovecot, a proxy, a pass with real connectors and a real journal, a proxy, and a stand-in Exchange that nothing
/// is wrong with. All share a fast clock. Disposing it leaves nothing.
/// </summary>
internal sealed class FaultWorld : IAsyncDisposable
{
    /// <summary>100 s of silence are two seconds, which a busy machine needs for an answer; a hint of five minutes is six.</summary>
    private const int Haste = 50;

    private readonly DirectoryInfo _state = Directory.CreateTempSubdirectory("turnstone-faults-");
    private readonly FastTime _time = new(Haste);
    private readonly DovecotServer _dovecot;
    private readonly SamplePerson _person;
    private readonly ExchangeServer _exchange;

    private FaultWorld(DovecotServer dovecot, SamplePerson person, ExchangeServer exchange) => (_dovecot, _person, _exchange) = (dovecot, person, exchange);

    /// <summary>Items in a request; default ten, so that a small mailbox takes a dozen.</summary>
    public int BatchItems { get; set; } = 10;

    /// <summary>Requests at once; one where the order of requests matters.</summary>
    public int DeliverConcurrency { get; set; } = 4;

    public VerificationMode Verification { get; set; } = VerificationMode.None;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private SmtpAddress OldAddress => SmtpAddress.Parse(_person.Address);

    private string NewAddress => _person.Address.Replace("@old.", "@new.", StringComparison.Ordinal);

    private string NewPassword => $"new secret of {_person.Address}";

    public static async Task<FaultWorld> StartAsync(DovecotServer dovecot, SamplePerson person)
    {
        var address = person.Address.Replace("@old.", "@new.", StringComparison.Ordinal);
        var exchange = await ExchangeServer.StartAsync(
            new ExchangeServerOptions
            {
                Listen = new Uri("http://127.0.0.1:0"),
                Mailboxes = [new MailboxSeed(address, $"new secret of {person.Address}", person.Language)],
                Throttling = ThrottlingPolicy.Unlimited,
            },
            Cancel);
        return new FaultWorld(dovecot, person, exchange);
    }

    /// <summary>A proxy before the old server.</summary>
    public FaultProxy BeforeSource(string rules, Func<string, int, Task>? before = null) => FaultProxy.Start(new FaultProxyOptions
    {
        Listen = new Uri("imaps://127.0.0.1:0"),
        To = new Uri($"imap://{_dovecot.Host}:{_dovecot.ImapPort}"),
        Faults = Plan(rules, FaultPlace.ImapProxy),
        Time = _time,
        Before = before,
    });

    /// <summary>A proxy before the new server, or before a proxy that stands there already.</summary>
    public FaultProxy BeforeDestination(string rules, FaultProxy? behind = null) => FaultProxy.Start(new FaultProxyOptions
    {
        Listen = new Uri("https://127.0.0.1:0"),
        To = behind?.Url ?? _exchange.EwsUrl,
        TrustedAuthorities = behind is null ? [] : [X509Certificate2.CreateFromPem(behind.CertificateAuthorityPem!)],
        Faults = Plan(rules, FaultPlace.EwsProxy),
        Time = _time,
    });

    /// <summary>A pass through these proxies; where there is none, a true way.</summary>
    public async Task<MailboxReport> PassAsync(FaultProxy? beforeSource, FaultProxy? beforeDestination, PassKind kind = PassKind.Full, CancellationToken? stop = null)
    {
        await using var straightSource = beforeSource is null ? BeforeSource("") : null;
        await using var straightDestination = beforeDestination is null ? BeforeDestination("") : null;
        var waits = new Waits(_time);
        await using var source = OpenSource(beforeSource ?? straightSource!);
        await using var destination = OpenDestination(beforeDestination ?? straightDestination!, waits);
        await using var journal = await new JournalStore(_state.FullName, _time).OpenAsync(OldAddress, SmtpAddress.Parse(NewAddress), Cancel);
        var setup = new PassSetup
        {
            Source = OldAddress,
            Destination = SmtpAddress.Parse(NewAddress),
            Options = new PassOptions { Kind = kind, Verification = Verification },

            // A start takes as long here as anywhere, and the clock runs.
            Patience = new PatiencePolicy { AtStart = TimeSpan.FromMinutes(10) },
        };
        var report = await new Pass(source, destination, journal, setup, _time, NullLogger<Pass>.Instance, progress: null, waits).RunAsync(stop ?? Cancel);
        Assert.All(report.Folders, folder => Assert.True(folder.Totals.AddsUp, $"{folder.Source}: {folder.Totals}"));
        return report;
    }

    /// <summary>What the journal says of single items.</summary>
    public async Task<IReadOnlyList<ItemNote>> NotesAsync()
    {
        await using var journal = await new JournalStore(_state.FullName, _time).OpenAsync(OldAddress, SmtpAddress.Parse(NewAddress), Cancel);
        return await journal.ListNotesAsync(Cancel).ToListAsync(Cancel);
    }

    /// <summary>
    /// Each message of the old server's folders is in the new server's of the same name, once and with all it says, and nothing else is
    /// anywhere: told by the servers, and by what each message says of itself.
    /// </summary>
    public async Task AssertMovedAsync()
    {
        var old = (await OldMailbox.ReadAsync(_dovecot, FaultFixture.Account(_person), Cancel)).SelectMany(
            folder => folder.Items.Select(item => $"{(folder.Path == "INBOX" ? "Inbox" : folder.Path)}: {WordsOf(item.Subject)}"));
        using var mailbox = new NewMailbox(_exchange.EwsUrl, NewAddress, NewPassword, authority: null);
        var found = new List<string>();
        foreach (var folder in (await mailbox.ReadAsync(Cancel)).Where(folder => folder.Items.Count > 0))
        {
            found.AddRange((await mailbox.ReadMimeAsync(folder, Cancel)).Select(mime => $"{folder.Path}: {WordsOf(mime)}"));
        }

        MovedMail.AssertSameLines("the mailbox", old, found);
    }

    public async ValueTask DisposeAsync()
    {
        await _exchange.DisposeAsync();
        _state.Delete(recursive: true);
    }

    /// <summary>What small mail with this subject says.</summary>
    private static string WordsOf(string subject)
    {
        var numbers = subject["Small message ".Length..].Split('.');
        return $"{subject}: Message {numbers[1]} of folder {numbers[0]}: one of very many, and yet none may be missing.";
    }

    private static string WordsOf(byte[] mime)
    {
        using var message = MimeMessage.Load(new MemoryStream(mime), Cancel);
        return $"{message.Subject}: {message.TextBody?.TrimEnd('\r', '\n')}";
    }

    private static FaultPlan Plan(string rules, FaultPlace place) => FaultPlan.Parse($$"""{ "rules": [ {{rules}} ] }""", place);

    private ImapSourceMailbox OpenSource(FaultProxy proxy) => new(
        new ImapSourceOptions
        {
            Endpoint = ImapEndpoint.Parse($"imaps://127.0.0.1:{proxy.Url.Port}"),
            SignIn = new ImapSignIn.Password(_person.Address, new Secret(FaultFixture.Account(_person).Password)),
            TrustedAuthorities = [X509Certificate2.CreateFromPem(proxy.CertificateAuthorityPem!)],

            // The mail library counts its own time, which does not run faster.
            IdleTimeout = TimeSpan.FromSeconds(1),
            ConnectTimeout = TimeSpan.FromSeconds(2),
        },
        _time);

    private ExchangeDestinationMailbox OpenDestination(FaultProxy proxy, Waits waits) => new(
        new ExchangeDestinationOptions
        {
            Endpoint = ExchangeEndpoint.Parse(proxy.Url.AbsoluteUri),
            Login = NewAddress,
            Password = new Secret(NewPassword),
            SignIn = ExchangeSignIn.Basic,
            Mailbox = SmtpAddress.Parse(NewAddress),
            TrustedAuthorities = [X509Certificate2.CreateFromPem(proxy.CertificateAuthorityPem!)],
            Limits = new DestinationLimits { BatchItems = BatchItems, DeliverConcurrency = DeliverConcurrency },
            Waits = waits,
        },
        _time);
}
