using Turnstone.Ews.Types;

namespace Turnstone.Tests.Ews;

/// <summary>A message of any length that takes no room.</summary>
internal sealed class ZeroSource(long length) : IMimeSource
{
    public long Length => length;

    public Stream OpenRead() => new ZeroStream(length);

    private sealed class ZeroStream(long length) : MemoryStream
    {
        private long _left = length;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int count = (int)Math.Min(_left, buffer.Length);
            buffer.Span[..count].Clear();
            _left -= count;
            return ValueTask.FromResult(count);
        }
    }
}
