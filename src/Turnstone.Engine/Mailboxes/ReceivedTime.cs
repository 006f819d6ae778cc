namespace Turnstone.Engine.Mailboxes;

/// <summary>Which moments can be the received time of a message.</summary>
public static class ReceivedTime
{
    private static readonly DateTimeOffset Earliest = new(1901, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(2200, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>
    /// Whether somebody can have meant it. Not: the year 0 or 1 of <c>00-Jan-0000</c>, the epoch of an unset clock (1970-01-01 in whatever
    /// zone), and what lies centuries off. A day that is merely wrong, long before e-mail or still to come, is what the source shows, and stays.
    /// </summary>
    public static bool IsSensible(DateTimeOffset time) =>
        time >= Earliest && time < Latest && (time < DateTimeOffset.UnixEpoch - Day || time >= DateTimeOffset.UnixEpoch + Day);
}
