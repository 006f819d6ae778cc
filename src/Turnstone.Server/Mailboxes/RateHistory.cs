using Turnstone.Client.Passes;

namespace Turnstone.Server.Mailboxes;

/// <summary>How fast a pass went over the last minutes that somebody watched it: one value each time it is looked at.</summary>
public sealed class RateHistory
{
    /// <summary>The most values that are kept; one a second makes five minutes.</summary>
    public const int Most = 300;

    private readonly Queue<(DateTimeOffset At, double Rate)> _values = new();
    private Guid? _pass;

    /// <summary>Items a minute, the oldest first.</summary>
    public IReadOnlyList<double> Values => [.. _values.Select(value => value.Rate)];

    /// <summary>The highest of them; zero where there are none.</summary>
    public double Highest => _values.Count == 0 ? 0 : _values.Max(value => value.Rate);

    /// <summary>How much time they cover.</summary>
    public TimeSpan Covered => _values.Count < 2 ? TimeSpan.Zero : _values.Last().At - _values.Peek().At;

    /// <summary>Takes in where a pass stands now. Another pass begins anew; one that is not under way says nothing.</summary>
    public void Take(PassInfo? pass, DateTimeOffset now)
    {
        if (pass?.Id != _pass)
        {
            _values.Clear();
            _pass = pass?.Id;
        }

        if (pass is not { Started: not null, Finished: null })
        {
            return;
        }

        // While it waits it moves nothing, whatever its smoothed rate still says.
        _values.Enqueue((now, pass.Progress.WaitsUntil > now ? 0 : pass.Progress.ItemsPerSecond * 60));
        if (_values.Count > Most)
        {
            _values.Dequeue();
        }
    }
}
