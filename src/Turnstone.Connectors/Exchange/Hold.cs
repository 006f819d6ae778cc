namespace Turnstone.Connectors.Exchange;

/// <summary>
/// A time in which nothing is asked. It lasts as long as the server said, or as our own curve says where that is longer: a second, doubled
/// with each refusal that comes before anything worked. Counted by a clock that nobody sets. Safe for concurrent use.
/// </summary>
internal sealed class Hold(TimeProvider time)
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestOwn = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private long _since = time.GetTimestamp();
    private TimeSpan _length;
    private int _inARow;

    /// <summary>What is left of it; zero or less when it is over.</summary>
    public TimeSpan Left
    {
        get
        {
            lock (_lock)
            {
                return _length - time.GetElapsedTime(_since);
            }
        }
    }

    /// <summary>Asked to wait. Of requests refused together only the first lengthens the curve.</summary>
    /// <param name="hint">What the server said.</param>
    /// <param name="sent">When the request was sent that was refused.</param>
    public void Extend(TimeSpan hint, long sent)
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            if (_inARow == 0 || time.GetElapsedTime(_since, sent) > TimeSpan.Zero)
            {
                _inARow = Math.Min(_inARow + 1, 16);
            }

            var own = TimeSpan.FromTicks(Math.Min(First.Ticks << (_inARow - 1), LongestOwn.Ticks));
            var length = hint > own ? hint : own;
            if (length > _length - time.GetElapsedTime(_since, now))
            {
                (_since, _length) = (now, length);
            }
        }
    }

    /// <summary>Somebody else was asked to wait for as long as that from now on: known by hearsay, which is no refusal.</summary>
    public void Keep(TimeSpan left)
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            if (left > _length - time.GetElapsedTime(_since, now))
            {
                (_since, _length) = (now, left);
            }
        }
    }

    /// <summary>Something worked that was sent after the last refusal.</summary>
    public void Worked(long sent)
    {
        lock (_lock)
        {
            if (time.GetElapsedTime(_since, sent) >= TimeSpan.Zero)
            {
                _inARow = 0;
            }
        }
    }
}
