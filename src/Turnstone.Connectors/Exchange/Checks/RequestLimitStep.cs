using System.Net;
using Turnstone.Ews;
using static Turnstone.Connectors.Exchange.Checks.ProbeWords;

namespace Turnstone.Connectors.Exchange.Checks;

/// <summary>
/// The largest request, by requests that grow. Each asks for the inbox and is padded by a comment, so that it changes nothing however large it is.
/// </summary>
internal sealed class RequestLimitStep(ProbeState state)
{
    /// <summary>Room for a request's own words around a value that limits like to have.</summary>
    private const long Margin = 4096;

    /// <summary>nginx's default; Exchange's for messages; Exchange 2010's; 2013's to SE's; and what guides advise for messages of 150 MB.</summary>
    private static readonly long[] Known = [1L << 20, 10L << 20, 35_000_000, 64L << 20, 150L << 20, 200_000_000];

    /// <summary>An upload that stands still would never end by itself.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private SizeAnswer _refusal;
    private string? _broken;

    public async Task<Finding> MeasureAsync(long largest, CancellationToken cancellationToken)
    {
        var found = await new LimitSearch(Known, Margin, AskAsync).UpwardAsync(largest, cancellationToken);
        state.RequestLimit = found.Refused is null || found.Taken == 0 ? null : found.Taken;
        if (found.Taken == 0 && found.Refused is null)
        {
            return Finding.Skipped(state.Ceiling.Ended ?? "The test's ceiling in bytes leaves no room to measure.");
        }

        if (found.Refused is null)
        {
            var why = found.IsStopped ? $"; {state.Ceiling.Ended ?? "the test's ceiling in bytes is reached."}" : " and perhaps more";
            return $"{Size(found.Taken)} are taken{why}{Reach(found.Taken)}";
        }

        if (_broken is not null)
        {
            return Finding.Warning(
                $"{Size(found.Taken)} are taken{Reach(found.Taken)}; at {Size(found.Refused.Value)} the connection breaks off ({_broken}).",
                "Something between cuts large requests: look at proxies, load balancers and their limits of size and time.");
        }

        var knob = RequestKnob.Of(_refusal);
        return found.Taken == 0
            ? Finding.Failed($"Not even {Size(found.Refused.Value)} are taken. What binds is {knob.Name}: {knob.Evidence}.", knob.Remedy)
            : new Finding(
                found.Taken < Exchanges ? Engine.Checks.TestOutcome.Warning : Engine.Checks.TestOutcome.Ok,
                $"{(found.IsExact ? Exactly(found.Taken) : $"Between {Size(found.Taken)} and {Size(found.Refused.Value)}")}{(found.Taken == Exchanges && found.IsExact ? ", the default" : "")}{Reach(found.Taken)}. What binds is {knob.Name}: {knob.Evidence}.",
                knob.Remedy);
    }

    /// <summary>The default of 2013 to SE; less was set by somebody, or is another's.</summary>
    private static long Exchanges => 64L << 20;

    private static string Reach(long request) => $": messages of up to about {Size(request * 3 / 4)} fit into a request";

    private async Task<SizeVerdict> AskAsync(long size, CancellationToken cancellationToken)
    {
        if (!state.Ceiling.Allows(size))
        {
            return SizeVerdict.Stopped;
        }

        using var patience = new CancellationTokenSource(Patience, state.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        SizeAnswer answer;
        try
        {
            answer = await state.Own.MeasureAsync(size, either.Token);
        }
        catch (Exception error) when (IsBroken(error) && !cancellationToken.IsCancellationRequested)
        {
            state.Ceiling.Sent(size);
            _broken = patience.IsCancellationRequested ? $"nothing came within {Patience.TotalMinutes:0} minutes" : error.GetBaseException().Message;
            return SizeVerdict.Refused;
        }

        state.Ceiling.Sent(answer.Sent);
        if (answer.IsBusy || answer.Status == HttpStatusCode.ServiceUnavailable)
        {
            state.Ceiling.BackOff($"HTTP {(int)answer.Status}");
            return SizeVerdict.Stopped;
        }

        if (answer.IsFromEws)
        {
            // EWS itself answered, be it with an error: an account without a mailbox has no inbox.
            return SizeVerdict.Taken;
        }

        (_refusal, _broken) = (answer, null);
        return answer.Status switch
        {
            HttpStatusCode.NotFound or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.BadRequest => SizeVerdict.Refused,
            _ => throw Failed(
                Engine.Failures.FailureCodes.DestinationUnavailable, $"A harmless request of {size:N0} bytes was answered with HTTP {(int)answer.Status}.", "Run the test again; if it lasts, look at the server's IIS log."),
        };
    }

    private static bool IsBroken(Exception error) => error is HttpRequestException or IOException or EwsTransportException or OperationCanceledException;
}
