using Turnstone.Ews.Types;

namespace Turnstone.Tests.Ews;

/// <summary>A source whose stream never gives more than a piece at a time.</summary>
internal sealed class PiecemealSource(byte[] content, int piece) : IMimeSource
{
    public int Opened { get; private set; }

    public long Length => content.Length;

    public Stream OpenRead()
    {
        Opened++;
        return new PiecemealStream(content, piece);
    }

    private sealed class PiecemealStream(byte[] content, int piece) : MemoryStream(content, writable: false)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, piece)], cancellationToken);
    }
}
