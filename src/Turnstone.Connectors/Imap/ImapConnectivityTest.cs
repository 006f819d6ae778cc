using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Runtime.CompilerServices;
using Turnstone.Connectors.Imap.Checks;
using Turnstone.Engine.Checks;
using Turnstone.Engine.Failures;

namespace Turnstone.Connectors.Imap;

/// <summary>
/// Tries an IMAP server step by step. Each step is told as soon as it is over; after one fails that the rest stands on, the rest are skipped. Nothing
/// is changed at the server: folders are examined, contents are peeked at. Unless asked otherwise, at most one sign-in is tried.
/// </summary>
public sealed class ImapConnectivityTest
{
    private readonly ImapSourceOptions _options;
    private readonly bool _signsIn;
    private readonly TimeProvider _time;

    /// <param name="options">What to try; the way in is used only if <paramref name="signsIn"/>.</param>
    /// <param name="signsIn">Whether everything from the sign-in on is tried or skipped.</param>
    /// <param name="time">The clock.</param>
    public ImapConnectivityTest(ImapSourceOptions options, bool signsIn, TimeProvider time)
    {
        _options = options;
        _signsIn = signsIn;
        _time = time;
    }

    /// <summary>
    /// Whether round trip, connections and speed are measured, and sizes estimated where the server does not tell them. Reads a sample of the mailbox
    /// (200 messages and 16 MiB at most, without marking them as read) and opens up to <see cref="MostConnections"/>
    /// connections, with a sign-in each. Default false.
    /// </summary>
    public bool Measures { get; init; }

    /// <summary>The most connections to open while their limit is looked for, the first among them; default 16.</summary>
    [Range(1, 64)]
    public int MostConnections { get; init; } = 16;

    /// <summary>The way into another mailbox, usually by the same administrator, to show that more than one opens; default null, not tried.</summary>
    public ImapSignIn? SecondMailbox { get; init; }

    /// <summary>
    /// Whether every mechanism that is offered and spoken here is tried with the same secret, a sign-in each, until one is refused; else the best
    /// alone. Default false, since servers count refusals.
    /// </summary>
    public bool TriesEachMechanism { get; init; }

    /// <summary>Whom to ask about names; default null, this machine's own name servers.</summary>
    public IPEndPoint? NameServer { get; init; }

    /// <summary>The domain whose mail programs' records (RFC 6186) are looked up; default that of the login, else the host's parent.</summary>
    public string? Domain { get; init; }

    /// <summary>Runs the steps, in the same order and number whatever happens; may be run again.</summary>
    public async IAsyncEnumerable<TestStep> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var probe = new ImapProbe(_options, _time);
        var noLogin = _signsIn ? null : "No login was given.";
        var notMeasured = noLogin ?? (Measures ? null : "Not asked for.");
        var names = new NameCheck(probe, NameServer, Domain ?? (_signsIn ? NameCheck.DomainOf(_options.SignIn.Login) : null));
        var signIn = new SignInCheck(probe);
        var folders = new FolderCheck(probe, Measures);
        var connections = new ConnectionCheck(probe, MostConnections);
        var sequence = new TestSequence(error => error is SessionException session ? session.Failure : ImapFailures.Knows(error) ? probe.Explain(error) : null, _time);
        sequence.Add("DNS", names.FindAddressesAsync);
        sequence.Add("Service records", names.ReadRecordsAsync, names.WhyNoRecords, endsHere: false);
        sequence.Add("Connection", probe.OnTheWay(new ReachCheck(probe).RunAsync));
        sequence.Add("TLS", probe.OnTheWay(new TlsCheck(probe).RunAsync));
        sequence.Add("Greeting", probe.GreetAsync);
        sequence.Add("Mechanisms", probe.OnTheWay(_ => Task.FromResult(signIn.DescribeMechanisms(_signsIn))));
        sequence.Add("Sign-in", probe.OnTheWay(signIn.RunAsync), noLogin);
        sequence.Add("Each mechanism", signIn.TryEachAsync, noLogin ?? (TriesEachMechanism ? null : "Not asked for, since servers count refusals."), endsHere: false);
        sequence.Add("Capabilities", _ => Task.FromResult(CapabilityCosts.Describe(probe.Session.Client, _signsIn)));
        sequence.Add("Second mailbox", new SecondMailboxCheck(probe, SecondMailbox).RunAsync, noLogin ?? (SecondMailbox is null ? "No second mailbox was named." : null), endsHere: false);
        sequence.Add("Folders", folders.RunAsync, noLogin);
        sequence.Add("Round trip", connections.MeasureRoundTripAsync, notMeasured);
        sequence.Add("Connections", connections.RunAsync, notMeasured);
        sequence.Add("Reading", new ReadingCheck(probe).RunAsync, notMeasured, endsHere: false);
        sequence.Add("After the cut-over", _ => Task.FromResult(probe.DescribeForwarding()));
        await foreach (var step in sequence.RunAsync(cancellationToken))
        {
            yield return step;
        }
    }
}
