using System.Buffers;

namespace Turnstone.Engine.Mailboxes.Content;

/// <summary>Bytes in an array rented from the shared pool.</summary>
internal sealed class PooledContent(byte[] rented, int length) : ItemContent
{
    private byte[]? _rented = rented;

    public override long Length => length;

    internal override ReadOnlyMemory<byte>? Memory
    {
        get
        {
            ObjectDisposedException.ThrowIf(_rented is null, this);
            return _rented.AsMemory(0, length);
        }
    }

    public override Stream OpenRead()
    {
        ObjectDisposedException.ThrowIf(_rented is null, this);
        return new MemoryStream(_rented, 0, length, writable: false);
    }

    protected override void Dispose(bool disposing)
    {
        if (Interlocked.Exchange(ref _rented, null) is { } array)
        {
            ArrayPool<byte>.Shared.Return(array);
        }
    }
}
