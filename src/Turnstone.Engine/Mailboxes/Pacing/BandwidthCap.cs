namespace Turnstone.Engine.Mailboxes.Pacing;

/// <summary>
/// One rate shared by all mailboxes of a run. Whoever takes bytes waits until the line would have carried them, in the order of taking: a
/// large message goes by in pieces, and small ones of other mailboxes between them. Safe for concurrent use.
/// </summary>
/// <param name="bytesPerSecond">The rate at this moment; null for none.</param>
/// <param name="time">The clock.</param>
public sealed class BandwidthCap(Func<double?> bytesPerSecond, TimeProvider time)
{
    /// <summary>Ahead of the rate by less than this nobody waits: timers are no finer, and a wait for each few bytes would cost more than the bytes.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(20);

    private readonly Lock _lock = new();
    private readonly long _started = time.GetTimestamp();
    private TimeSpan _free;

    /// <summary>Accounts for bytes that came and waits for their time to pass.</summary>
    public Task TakeAsync(long bytes, CancellationToken cancellationToken)
    {
        if (bytesPerSecond() is not { } rate)
        {
            return Task.CompletedTask;
        }

        TimeSpan wait;
        lock (_lock)
        {
            // What was not used is not saved up: a line that stood still for an hour is no faster afterwards.
            var now = time.GetElapsedTime(_started);
            _free = (_free > now ? _free : now) + TimeSpan.FromSeconds(bytes / rate);
            wait = _free - now;
        }

        return wait < Slack ? Task.CompletedTask : Task.Delay(wait, time, cancellationToken);
    }
}
