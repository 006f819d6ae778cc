using System.Globalization;

namespace Turnstone.Engine.Reporting;

/// <summary>
/// How long a pass will take, by the two things that cost time: each item (a request's share, conversion and commit at the server) and each
/// byte. A rate of either alone misleads: 400 messages of 10 MB arrive sooner than 100,000 small ones of the same sum.
/// </summary>
/// <param name="Time">The time of all mailboxes.</param>
/// <param name="Assumptions">What it rests on, in a sentence.</param>
public sealed record Estimate(TimeSpan Time, string Assumptions)
{
    /// <summary>Items a second of one mailbox: EWS ingestion is published at 13 to 24 (Kerio, Quadrotech).</summary>
    private const double ItemsPerSecond = 15;

    /// <summary>Bytes a second of one mailbox besides: a tenth of a gigabit for two encodings of it, and the server's conversion.</summary>
    private const double BytesPerSecond = 5_000_000;

    /// <summary>The estimate for these mailboxes.</summary>
    /// <param name="mailboxes">What of each mailbox is to be copied.</param>
    /// <param name="parallel">Mailboxes at once.</param>
    /// <param name="maxBytesPerSecond">The operator's cap over all mailboxes; null for none.</param>
    public static Estimate Of(IEnumerable<Totals> mailboxes, int parallel, double? maxBytesPerSecond)
    {
        ArgumentNullException.ThrowIfNull(mailboxes);
        var (longest, sum, bytes) = (0.0, 0.0, 0L);
        foreach (var totals in mailboxes)
        {
            var seconds = (totals.WouldCopy / ItemsPerSecond) + (totals.WouldCopyBytes / BytesPerSecond);
            (longest, sum, bytes) = (Math.Max(longest, seconds), sum + seconds, bytes + totals.WouldCopyBytes);
        }

        var time = Math.Max(Math.Max(longest, sum / parallel), bytes / (maxBytesPerSecond ?? double.PositiveInfinity));
        var cap = maxBytesPerSecond is { } most ? $", within {Quantity.Bytes(most)} a second in all" : "";
        return new Estimate(
            TimeSpan.FromSeconds(Math.Ceiling(time)),
            string.Create(
                CultureInfo.InvariantCulture,
                $"It assumes {ItemsPerSecond} messages a second and {Quantity.Bytes(BytesPerSecond)} a second for each mailbox, {parallel} mailboxes at once{cap}, and no waiting for the servers; a trial pass shows what yours do."));
    }
}
