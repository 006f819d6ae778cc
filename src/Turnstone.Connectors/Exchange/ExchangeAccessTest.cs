using System.Runtime.CompilerServices;
using Turnstone.Connectors.Exchange.Checks;
using Turnstone.Engine.Checks;
using Turnstone.Engine.Failures;
using Turnstone.Ews;

namespace Turnstone.Connectors.Exchange;

/// <summary>
/// Tries an Exchange server step by step for one account and one mailbox: the way there, what answers, sign-in, rights, version, quota, and what can
/// be measured: sizes and throttling. By itself it writes nothing; what it may write and measure is asked for by its properties. Each step is
/// told as soon as it is over. A password is tried once, measuring has a ceiling in requests and bytes, and ends where the server first asks to
/// be left alone.
/// </summary>
public sealed class ExchangeAccessTest
{
    /// <summary>The steps in their order, by name.</summary>
    public static IReadOnlyList<string> StepNames { get; } =
    [
        "Address", "Name", "Connection", "TLS", "Service", "Sign-in", "Version", "Mailbox", "Administrators' denial", "Autodiscover", "Quota", "Round trip",
        "Largest request", "Test item", "Largest message", "Requests at once", "Throttling budget",
    ];

    /// <summary>Of <see cref="LargestRequest"/>.</summary>
    public const long DefaultLargestRequest = 200_000_000;

    /// <summary>Of <see cref="LargestMessage"/>.</summary>
    public const long DefaultLargestMessage = 150L << 20;

    /// <summary>Of <see cref="MostBytes"/>.</summary>
    public const long DefaultMostBytes = 800_000_000;

    private readonly ExchangeDestinationOptions _options;
    private readonly TimeProvider _time;

    /// <param name="options">The mailbox and the way in.</param>
    /// <param name="time">The clock.</param>
    public ExchangeAccessTest(ExchangeDestinationOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
    }

    /// <summary>How far it goes; default all the way. The steps beyond are skipped.</summary>
    public ExchangeTestReach Reach { get; init; } = ExchangeTestReach.Mailbox;

    /// <summary>The largest request that is tried, in bytes; default 200 million, what guides advise for messages of 150 MB. Such requests change nothing.</summary>
    public long LargestRequest { get; init; } = DefaultLargestRequest;

    /// <summary>Whether Autodiscover is asked about the mailbox although the address was given by hand; default no. Asked only where its name in DNS is the given server's.</summary>
    public bool AsksAutodiscover { get; init; }

    /// <summary>Whether one small item is written into a folder of its own and read back; default no. It stays there: Turnstone cannot delete. 20 of them at most, however often it runs.</summary>
    public bool Writes { get; init; }

    /// <summary>Whether the largest message is measured by saving some, which stay in the folder of <see cref="Writes"/>; default no. Needs <see cref="Writes"/>.</summary>
    public bool MeasuresMessages { get; init; }

    /// <summary>The largest message that is tried, in bytes; default 150 MB.</summary>
    public long LargestMessage { get; init; } = DefaultLargestMessage;

    /// <summary>Bytes of the mailbox at the source, to be held against the quota; default not known.</summary>
    public long? SourceSize { get; init; }

    /// <summary>Requests at once to which they are grown; default 0: not measured, as it may refuse others who use the account at the time. More than 27 to tell the default policy.</summary>
    public int MostRequestsAtOnce { get; init; }

    /// <summary>Requests that measuring may cost in all; default 400.</summary>
    public int MostRequests { get; init; } = 400;

    /// <summary>Bytes that measuring may send in all; default 800 million.</summary>
    public long MostBytes { get; init; } = DefaultMostBytes;

    /// <summary>Runs the steps of <see cref="StepNames"/>, in that order and number whatever happens; may be run again.</summary>
    public async IAsyncEnumerable<TestStep> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var state = new ProbeState(_options, new ProbeCeiling(MostRequests, MostBytes), _time);
        using var road = new RoadSteps(state);
        using var service = new ServiceStep(state);
        var sequence = new TestSequence(
            error => error switch
            {
                SessionException session => session.Failure,
                EwsException ews => state.Explain(ews).Failure,
                _ => road.Explain(error),
            },
            _time);
        AddTheWay(sequence, road, service);
        AddTheAccount(sequence, state);
        AddMeasures(sequence, state);
        await foreach (var step in sequence.RunAsync(cancellationToken))
        {
            yield return step;
        }
    }

    private string? NoAccount => Reach == ExchangeTestReach.Service ? "No account was given." : null;

    private string? NoMailbox => NoAccount ?? (Reach == ExchangeTestReach.Mailbox ? null : "No mailbox was given.");

    private void AddTheWay(TestSequence sequence, RoadSteps road, ServiceStep service)
    {
        var plain = _options.Endpoint.Url.Scheme == Uri.UriSchemeHttp ? "The address is plain http." : null;
        sequence.Add("Address", road.FindEndpointAsync);
        sequence.Add("Name", road.FindAddressesAsync);
        sequence.Add("Connection", road.ConnectAsync);
        sequence.Add("TLS", road.SecureAsync, plain);
        sequence.Add("Service", service.AskAsync);
    }

    private void AddTheAccount(TestSequence sequence, ProbeState state)
    {
        var signIn = new SignInStep(state);
        var mailbox = new MailboxStep(state);
        var byHand = _options.Endpoint.Domain is not null ? "Autodiscover gave the address." : AsksAutodiscover ? null : "It was not asked for.";
        sequence.Add("Sign-in", signIn.SignInAsync, NoAccount);
        sequence.Add("Version", signIn.TellVersionAsync, NoAccount);

        // What comes after still tells something where the mailbox does not open.
        sequence.Add("Mailbox", mailbox.OpenAsync, NoMailbox, endsHere: false);
        sequence.Add("Administrators' denial", mailbox.SuspectDenialAsync, NoMailbox);
        sequence.Add("Autodiscover", new AutodiscoverStep(state).AskAsync, NoMailbox ?? byHand, endsHere: false);
        sequence.Add("Quota", state.WhenFree(token => new QuotaStep(state).CompareAsync(SourceSize, token)), NoMailbox, endsHere: false);
    }

    private void AddMeasures(TestSequence sequence, ProbeState state)
    {
        var messages = new MessageLimitStep(state);
        var throttling = new ThrottlingSteps(state);
        var notAtOnce = NoMailbox ?? (MostRequestsAtOnce > 0 ? null : "It was not asked for.");
        sequence.Add("Round trip", state.WhenFree(new RoundTripStep(state).MeasureAsync), NoMailbox, endsHere: false);
        sequence.Add("Largest request", state.WhenFree(token => new RequestLimitStep(state).MeasureAsync(LargestRequest, token), needsMailbox: false), NoAccount, endsHere: false);
        sequence.Add("Test item", state.WhenFree(new TestItemStep(state).WriteAsync), NoMailbox ?? (Writes ? null : "Nothing is to be written."), endsHere: false);
        sequence.Add(
            "Largest message", state.WhenFree(token => Writes && MeasuresMessages ? messages.MeasureAsync(LargestMessage, token) : messages.AskAsync(token)), NoMailbox, endsHere: false);
        sequence.Add("Requests at once", state.WhenFree(token => throttling.GrowAsync(MostRequestsAtOnce, token)), notAtOnce, endsHere: false);
        sequence.Add("Throttling budget", throttling.FeelAsync, notAtOnce, endsHere: false);
    }
}
