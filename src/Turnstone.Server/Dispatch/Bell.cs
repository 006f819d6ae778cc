using System.Threading.Channels;

namespace Turnstone.Server.Dispatch;

/// <summary>Rung when there may be something to do, so that nobody waits for the next look. A ring in another process is not heard; its next look is.</summary>
internal sealed class Bell
{
    private readonly Channel<bool> _rings = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Rings it. Several rings before somebody hears are one.</summary>
    public void Ring() => _rings.Writer.TryWrite(true);

    /// <summary>Waits for a ring, but no longer than that. Says whether it rang.</summary>
    public async Task<bool> WaitAsync(TimeSpan most, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await _rings.Reader.ReadAsync(cancellationToken).AsTask().WaitAsync(most, time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }
}
