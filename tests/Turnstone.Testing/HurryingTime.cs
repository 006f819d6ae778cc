namespace Turnstone.Testing;

/// <summary>
/// A clock on which every wait is over at once: a timer moves the clock to its moment and fires. Code that waits an hour is tested in
/// no time, and sees an hour pass. Periodic timers fire once.
/// </summary>
public sealed class HurryingTime : TimeProvider
{
    private long _ticks = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero).Ticks;
    private long _waited;
    private int _waits;
    private long _set;

    /// <summary>How long everybody has waited, all waits together.</summary>
    public TimeSpan Waited => new(Interlocked.Read(ref _waited));

    /// <summary>How many waits that were.</summary>
    public int Waits => Volatile.Read(ref _waits);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks) + Interlocked.Read(ref _set), TimeSpan.Zero);

    public override long GetTimestamp() => Interlocked.Read(ref _ticks);

    /// <summary>Sets the clock that people read, on or back; no time passes by it.</summary>
    public void Set(TimeSpan by) => Interlocked.Add(ref _set, by.Ticks);

    /// <summary>Lets time pass.</summary>
    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class Timer(HurryingTime time, TimerCallback callback, object? state) : ITimer
    {
        private int _disposed;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime >= TimeSpan.Zero)
            {
                time.Advance(dueTime);
                Interlocked.Add(ref time._waited, dueTime.Ticks);
                Interlocked.Increment(ref time._waits);
                ThreadPool.QueueUserWorkItem(_ =>
                {
                    if (Volatile.Read(ref _disposed) == 0)
                    {
                        callback(state);
                    }
                });
            }

            return true;
        }

        public void Dispose() => Interlocked.Exchange(ref _disposed, 1);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
