using Turnstone.Sandbox.Faults;

namespace Turnstone.Sandbox.Proxies;

/// <summary>Writes answers to the client, and lets happen to their bytes what the plan says.</summary>
/// <param name="output">The way to the client.</param>
/// <param name="time">The clock of a trickle.</param>
/// <param name="hangAsync">Returns when the client has gone.</param>
internal sealed class ReplyWriter(Stream output, TimeProvider time, Func<CancellationToken, Task> hangAsync)
{
    private FaultAction? _fault;
    private long _written;

    /// <summary>The next answer begins; <paramref name="fault"/> is about its bytes or about something else.</summary>
    public void Begin(FaultAction? fault) => (_fault, _written) = (fault, 0);

    /// <exception cref="EndedOnPurposeException">The connection is to die here.</exception>
    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        switch (_fault)
        {
            case FaultAction.TruncateReply truncate:
                await WriteUpToAsync(bytes, truncate.Bytes, cancellationToken);
                if (_written == truncate.Bytes)
                {
                    throw new EndedOnPurposeException(Ending.Close);
                }

                break;
            case FaultAction.StallReply stall:
                await WriteUpToAsync(bytes, stall.Bytes, cancellationToken);
                if (_written == stall.Bytes)
                {
                    await hangAsync(cancellationToken);
                    throw new EndedOnPurposeException(Ending.Close);
                }

                break;
            case FaultAction.Trickle trickle:
                for (; bytes.Length > 0; bytes = bytes[Math.Min(trickle.Bytes, bytes.Length)..])
                {
                    await Task.Delay(trickle.Pause, time, cancellationToken);
                    await WriteUpToAsync(bytes, _written + trickle.Bytes, cancellationToken);
                }

                break;
            default:
                await WriteUpToAsync(bytes, long.MaxValue, cancellationToken);
                break;
        }
    }

    private async ValueTask WriteUpToAsync(ReadOnlyMemory<byte> bytes, long end, CancellationToken cancellationToken)
    {
        var count = (int)Math.Min(bytes.Length, end - _written);
        if (count > 0)
        {
            await output.WriteAsync(bytes[..count], cancellationToken);
            await output.FlushAsync(cancellationToken);
            _written += count;
        }
    }
}
