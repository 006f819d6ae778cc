using System.Buffers;

namespace Turnstone.Engine.Mailboxes.Content;

/// <summary>Collects one message's bytes, in memory first and on disk when they outgrow it.</summary>
public sealed class ContentWriter : Stream
{
    private readonly ContentSpool _spool;
    private byte[]? _buffer;
    private FileStream? _file;
    private long _length;

    internal ContentWriter(ContentSpool spool, long expectedLength)
    {
        _spool = spool;
        if (spool.FitsInMemory(expectedLength))
        {
            _buffer = ArrayPool<byte>.Shared.Rent((int)Math.Max(expectedLength, 4096));
        }
        else
        {
            _file = spool.CreateFile();
        }
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _length;

    public override long Position
    {
        get => _length;
        set => throw new NotSupportedException();
    }

    /// <summary>Ends the writing and hands the bytes over: the caller owns the result, and disposing this stream no longer matters.</summary>
    public ItemContent Complete()
    {
        if (_file is { } file)
        {
            file.Flush();
            _file = null;
            return new SpooledContent(file);
        }

        var buffer = _buffer ?? throw new InvalidOperationException("The content was completed or disposed before.");
        _buffer = null;
        return new PooledContent(buffer, (int)_length);
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        MakeRoom(buffer.Length);
        if (_file is not null)
        {
            _file.Write(buffer);
        }
        else
        {
            buffer.CopyTo(_buffer.AsSpan((int)_length));
        }

        _length += buffer.Length;
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        MakeRoom(buffer.Length);
        if (_file is not null)
        {
            await _file.WriteAsync(buffer, cancellationToken);
        }
        else
        {
            buffer.CopyTo(_buffer.AsMemory((int)_length));
        }

        _length += buffer.Length;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _file?.Dispose();
        _file = null;
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        base.Dispose(disposing);
    }

    private void MakeRoom(int more)
    {
        if (_file is not null)
        {
            return;
        }

        var buffer = _buffer ?? throw new ObjectDisposedException(nameof(ContentWriter));
        if (!_spool.FitsInMemory(_length + more))
        {
            _file = _spool.CreateFile();
            _file.Write(buffer.AsSpan(0, (int)_length));
            _buffer = null;
            ArrayPool<byte>.Shared.Return(buffer);
        }
        else if (buffer.Length < _length + more)
        {
            var larger = ArrayPool<byte>.Shared.Rent((int)Math.Max(_length + more, 2L * buffer.Length));
            buffer.AsSpan(0, (int)_length).CopyTo(larger);
            _buffer = larger;
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
