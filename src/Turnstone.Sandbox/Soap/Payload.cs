using System.Buffers;

namespace Turnstone.Sandbox.Soap;

/// <summary>
/// Decoded base64 of a request: pooled memory while small, a temporary file beyond a limit, so that a 40 MB message never lives in
/// memory. Disposed with its request.
/// </summary>
internal sealed class Payload(int memoryLimit = Payload.MemoryLimit) : IDisposable
{
    private const int MemoryLimit = 1 << 20;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
    private FileStream? _file;
    private int _count;

    public long Length => _file?.Length ?? _count;

    /// <summary>Set when the text was not base64; the item is refused, its neighbours are not.</summary>
    public bool IsMalformed { get; set; }

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_file is null && bytes.Length > memoryLimit - _count)
        {
            _file = TemporaryFile.Create();
            _file.Write(_buffer, 0, _count);
        }

        if (_file is not null)
        {
            _file.Write(bytes);
            return;
        }

        if (_count + bytes.Length > _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, _count + bytes.Length));
            _buffer.AsSpan(0, _count).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        bytes.CopyTo(_buffer.AsSpan(_count));
        _count += bytes.Length;
    }

    /// <summary>The bytes from the start. One reader at a time; valid until the payload is disposed.</summary>
    public Stream Open()
    {
        if (_file is null)
        {
            return new MemoryStream(_buffer, 0, _count, writable: false);
        }

        _file.Flush();
        _file.Position = 0;
        return _file;
    }

    public void Dispose()
    {
        _file?.Dispose();
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }
}
