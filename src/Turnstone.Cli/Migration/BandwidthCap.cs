namespace Turnstone.Cli.Migration;

/// <summary>One rate shared by all mailboxes of a run: whoever took bytes waits until the line would have carried them.</summary>
internal sealed class BandwidthCap(double bytesPerSecond, TimeProvider time)
{
    private readonly Lock _gate = new();
    private DateTimeOffset _free = DateTimeOffset.MinValue;

    /// <summary>Accounts for bytes that were read and waits for their time to pass.</summary>
    public Task TakeAsync(long bytes, CancellationToken cancellationToken)
    {
        TimeSpan wait;
        lock (_gate)
        {
            var now = time.GetUtcNow();
            _free = (_free > now ? _free : now) + TimeSpan.FromSeconds(bytes / bytesPerSecond);
            wait = _free - now;
        }

        return Task.Delay(wait, time, cancellationToken);
    }
}
