using System.Globalization;

namespace Turnstone.Connectors.Exchange.Checks;

/// <summary>How far the server is: the shortest of a few of the smallest requests.</summary>
internal sealed class RoundTripStep(ProbeState state)
{
    private const int Tries = 5;

    public async Task<Finding> MeasureAsync(CancellationToken cancellationToken)
    {
        var shortest = await ShortestAsync(Tries, cancellationToken);
        state.RoundTrip = shortest;
        return string.Create(CultureInfo.InvariantCulture, $"{shortest.TotalMilliseconds:0} ms for the smallest request, best of {Tries}");
    }

    public async Task<TimeSpan> ShortestAsync(int tries, CancellationToken cancellationToken)
    {
        var shortest = TimeSpan.MaxValue;
        for (var i = 0; i < tries; i++)
        {
            var started = state.Time.GetTimestamp();
            await MailboxRights.CheckAsync(state.Connection, state.Options.Mailbox, cancellationToken);
            var took = state.Time.GetElapsedTime(started);
            shortest = took < shortest ? took : shortest;
        }

        return shortest;
    }
}
