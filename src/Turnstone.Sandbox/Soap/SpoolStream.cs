namespace Turnstone.Sandbox.Soap;

/// <summary>A write-only stream into a <see cref="Payload"/>: memory while small, a temporary file when not.</summary>
internal sealed class SpoolStream : Stream
{
    private readonly Payload _payload = new();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _payload.Length;

    public override long Position
    {
        get => _payload.Length;
        set => throw new NotSupportedException();
    }

    /// <summary>What was written, from the start; valid until this stream is disposed.</summary>
    public Stream OpenWritten() => _payload.Open();

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => _payload.Append(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer) => _payload.Append(buffer);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _payload.Dispose();
        }

        base.Dispose(disposing);
    }
}
