using System.Runtime.CompilerServices;
using Turnstone.Engine.Checks;
using Turnstone.Engine.Failures;
using Turnstone.Ews;

namespace Turnstone.Connectors.Exchange;

/// <summary>
/// Tries an Exchange server step by step: name, connection, TLS, what answers there, sign-in, rights on the mailbox, and what can be
/// measured: round trip and the largest request. Nothing is written into the mailbox. Each step is told as soon as it is over; after
/// one fails the rest are skipped.
/// </summary>
public sealed class ExchangeAccessTest
{
    private readonly ExchangeDestinationOptions _options;
    private readonly TimeProvider _time;

    /// <param name="options">The mailbox and the way in.</param>
    /// <param name="time">The clock.</param>
    public ExchangeAccessTest(ExchangeDestinationOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
    }

    /// <summary>The largest request that is tried; default 128 MiB, twice what Exchange takes unless it was raised.</summary>
    public long LargestRequest { get; init; } = 128L << 20;

    /// <summary>How far it goes; default all the way. The steps beyond are skipped.</summary>
    public ExchangeTestReach Reach { get; init; } = ExchangeTestReach.Mailbox;

    /// <summary>Runs the steps, in the same order and number whatever happens; may be run again.</summary>
    public async IAsyncEnumerable<TestStep> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var probe = new ExchangeProbe(_options, _time);
        var sequence = new TestSequence(
            error => error switch
            {
                SessionException session => session.Failure,
                EwsException ews => ExchangeFailures.From(ews, _options.Mailbox).Failure,
                _ => probe.Explain(error),
            },
            _time);
        var plain = _options.Endpoint.Url.Scheme == Uri.UriSchemeHttp ? "The address is plain http." : null;
        sequence.Add("Address", probe.FindEndpointAsync);
        sequence.Add("Name", probe.FindAddressesAsync);
        sequence.Add("Connection", probe.ConnectAsync);
        sequence.Add("TLS", probe.SecureAsync, plain);
        sequence.Add("Service", probe.AskWhoAnswersAsync);
        var noAccount = Reach == ExchangeTestReach.Service ? "No account was given." : null;
        sequence.Add("Sign-in and mailbox", Reach == ExchangeTestReach.Account ? probe.SignInAsync : probe.OpenMailboxAsync, noAccount);
        sequence.Add("Round trip", probe.MeasureRoundTripAsync, Reach == ExchangeTestReach.Mailbox ? null : "No mailbox was given.");
        sequence.Add("Largest request", token => probe.MeasureLargestRequestAsync(LargestRequest, token), noAccount);
        await foreach (var step in sequence.RunAsync(cancellationToken))
        {
            yield return step;
        }
    }
}
