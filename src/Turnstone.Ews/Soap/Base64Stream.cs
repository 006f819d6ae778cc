using System.Buffers;
using System.Buffers.Text;
using Turnstone.Ews.Types;

namespace Turnstone.Ews.Soap;

/// <summary>Base64 from a source to the wire, a pooled chunk at a time.</summary>
internal static class Base64Stream
{
    /// <summary>Divisible by three, so that no chunk but the last is padded.</summary>
    internal const int ChunkLength = 48 * 1024;

    public static long EncodedLength(long length) => checked((length + 2) / 3 * 4);

    /// <exception cref="MimeSourceException">The source failed, or holds more or less than it announced.</exception>
    public static async Task EncodeAsync(
        IMimeSource source, long length, int index, Stream destination, Action wrote, CancellationToken cancellationToken)
    {
        byte[] raw = ArrayPool<byte>.Shared.Rent(ChunkLength);
        byte[] encoded = ArrayPool<byte>.Shared.Rent(ChunkLength / 3 * 4);
        try
        {
            await using Stream stream = Open(source, index);
            long left = length;
            while (left > 0)
            {
                int wanted = (int)Math.Min(left, ChunkLength);
                if (await ReadAsync(stream, raw.AsMemory(0, wanted), index, cancellationToken) < wanted)
                {
                    throw new MimeSourceException(index, $"It announced {length} bytes and ended after fewer.", null);
                }

                left -= wanted;
                Base64.EncodeToUtf8(raw.AsSpan(0, wanted), encoded, out _, out int count, isFinalBlock: left == 0);
                await destination.WriteAsync(encoded.AsMemory(0, count), cancellationToken);
                wrote();
            }

            if (await ReadAsync(stream, raw.AsMemory(0, 1), index, cancellationToken) > 0)
            {
                throw new MimeSourceException(index, $"It announced {length} bytes and holds more.", null);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(raw);
            ArrayPool<byte>.Shared.Return(encoded);
        }
    }

    private static Stream Open(IMimeSource source, int index)
    {
        try
        {
            return source.OpenRead();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            throw new MimeSourceException(index, exception.Message, exception);
        }
    }

    private static async ValueTask<int> ReadAsync(Stream stream, Memory<byte> buffer, int index, CancellationToken cancellationToken)
    {
        try
        {
            return await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            throw new MimeSourceException(index, exception.Message, exception);
        }
    }
}
