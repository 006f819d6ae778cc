namespace Turnstone.Connectors.Imap;

/// <summary>
/// A secret that was accepted and then taken back: nobody brings it for a while that grows each time, and then one alone. A directory out of
/// reach looks like a changed password to most servers, and many tries with a changed one lock the account. Safe for concurrent use.
/// </summary>
internal sealed class ImapDoubt(TimeProvider time)
{
    /// <summary>Lock-out policies and guards such as fail2ban forget within ten minutes or so; one try in half a minute never fills their count.</summary>
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    private readonly Lock _lock = new();
    private TimeSpan _pause;
    private long? _since;

    /// <summary>What is left of the pause, zero when one may try; null without a doubt.</summary>
    public TimeSpan? Left
    {
        get
        {
            lock (_lock)
            {
                return _since is not { } since ? null : _pause - time.GetElapsedTime(since) is { Ticks: > 0 } left ? left : TimeSpan.Zero;
            }
        }
    }

    /// <summary>Refused: all that were under way together are one refusal.</summary>
    public void Begin()
    {
        lock (_lock)
        {
            if (_since is null)
            {
                _since = time.GetTimestamp();
                _pause = _pause == TimeSpan.Zero ? FirstPause : _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
            }
        }
    }

    /// <summary>Accepted again.</summary>
    public void End()
    {
        lock (_lock)
        {
            _since = null;
        }
    }
}
