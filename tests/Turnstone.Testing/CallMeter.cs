namespace Turnstone.Testing;

/// <summary>Counts the calls of one kind, and how many ran at once.</summary>
public sealed class CallMeter
{
    private readonly Lock _gate = new();
    private int _running;

    /// <summary>Calls begun.</summary>
    public int Count { get; private set; }

    /// <summary>The most that ran at the same time.</summary>
    public int MostAtOnce { get; private set; }

    internal Running Begin()
    {
        lock (_gate)
        {
            Count++;
            MostAtOnce = Math.Max(MostAtOnce, ++_running);
        }

        return new Running(this);
    }

    private void End()
    {
        lock (_gate)
        {
            _running--;
        }
    }

    internal readonly struct Running(CallMeter meter) : IDisposable
    {
        public void Dispose() => meter.End();
    }
}
