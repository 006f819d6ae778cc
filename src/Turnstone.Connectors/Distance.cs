namespace Turnstone.Connectors;

/// <summary>
/// How far away a server is: the shortest time from a question to its answer. Busy servers and machines lengthen round trips
/// and never shorten them, so that one quick answer tells more than many slow ones. Safe for concurrent use.
/// </summary>
/// <param name="time">The clock.</param>
internal sealed class Distance(TimeProvider time)
{
    /// <summary>
    /// What one more in flight makes up for: 50 small messages take some 7 ms to pass where the way is short, so each such time on the way is
    /// another fifty's. Measured; docs/performance.md.
    /// </summary>
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(7);

    /// <summary>From here on a way is long.</summary>
    private static readonly TimeSpan Far = TimeSpan.FromMilliseconds(10);

    private long _shortest = long.MaxValue;

    /// <summary>The round trip; nothing as long as nobody has asked.</summary>
    public TimeSpan RoundTrip => Interlocked.Read(ref _shortest) is var ticks and not long.MaxValue ? TimeSpan.FromTicks(ticks) : TimeSpan.Zero;

    /// <summary>Whether time on the way is worth saving at the price of something else.</summary>
    public bool IsFar => RoundTrip >= Far;

    /// <summary>A question leaves; its answer is reported with what this returns.</summary>
    public long Ask() => time.GetTimestamp();

    /// <summary>The answer is there.</summary>
    public void Answered(long asked)
    {
        var taken = time.GetElapsedTime(asked).Ticks;
        for (var known = Interlocked.Read(ref _shortest); taken < known;)
        {
            known = Interlocked.CompareExchange(ref _shortest, taken, known);
        }
    }

    /// <summary>How many to have in flight: few where the server is near, more where most of the time is spent on the way.</summary>
    public int InFlight(int few, int most) => (int)Math.Min(most, few + (RoundTrip / Step));
}
