using System.Buffers;
using System.Net.Sockets;
using System.Threading.Channels;

namespace Turnstone.Sandbox.Proxies;

/// <summary>One direction of a long way: what is read is written when its time under way is over, in order.</summary>
internal sealed class DelayedWay(Socket from, Socket to, TimeSpan delay, TimeProvider time)
{
    private const int ReadBytes = 64 * 1024;

    /// <summary>Chunks under way at most: 16 MiB of full ones, 600 MB/s at 25 ms. More is left to wait at its sender, as a receiver that reads no more lets it.</summary>
    private const int MostUnderWay = 256;

    private readonly Channel<Chunk> _underWay = Channel.CreateBounded<Chunk>(
        new BoundedChannelOptions(MostUnderWay) { SingleReader = true, SingleWriter = true });

    /// <summary>Returns when the one end has said that it sends no more, and the other has been told.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var reading = ReadAsync(cancellationToken);
        await WriteAsync(cancellationToken);
        await reading;
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                // An idle connection holds no buffer.
                await from.ReceiveAsync(Memory<byte>.Empty, cancellationToken);
                var buffer = ArrayPool<byte>.Shared.Rent(ReadBytes);
                var count = await from.ReceiveAsync(buffer, cancellationToken);
                if (count == 0)
                {
                    ArrayPool<byte>.Shared.Return(buffer);
                    _underWay.Writer.Complete();
                    return;
                }

                await _underWay.Writer.WriteAsync(new Chunk(buffer, count, time.GetTimestamp()), cancellationToken);
            }
        }
        catch (Exception e)
        {
            _underWay.Writer.TryComplete(e);
        }
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        await foreach (var chunk in _underWay.Reader.ReadAllAsync(cancellationToken))
        {
            var left = delay - time.GetElapsedTime(chunk.Read);
            if (left > TimeSpan.Zero)
            {
                await Task.Delay(left, time, cancellationToken);
            }

            for (var sent = 0; sent < chunk.Count;)
            {
                sent += await to.SendAsync(chunk.Buffer.AsMemory(sent, chunk.Count - sent), cancellationToken);
            }

            ArrayPool<byte>.Shared.Return(chunk.Buffer);
        }

        to.Shutdown(SocketShutdown.Send);
    }

    private readonly record struct Chunk(byte[] Buffer, int Count, long Read);
}
