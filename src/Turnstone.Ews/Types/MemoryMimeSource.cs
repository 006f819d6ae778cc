using System.Runtime.InteropServices;

namespace Turnstone.Ews.Types;

/// <summary>A small message that is in memory already.</summary>
public sealed class MemoryMimeSource(ReadOnlyMemory<byte> content) : IMimeSource
{
    public long Length => content.Length;

    public Stream OpenRead() =>
        MemoryMarshal.TryGetArray(content, out ArraySegment<byte> segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(content.ToArray(), writable: false);
}
