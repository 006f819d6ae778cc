namespace Turnstone.Engine.Verification;

/// <summary>A message whose first bytes are others: a block in memory, then the rest of a seekable stream, which stays open.</summary>
internal sealed class SplicedStream(ReadOnlyMemory<byte> head, Stream rest, long restStart) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => head.Length + rest.Length - restStart;

    public override long Position { get; set; }

    public override int Read(Span<byte> buffer)
    {
        int read;
        if (Position < head.Length)
        {
            read = Math.Min(buffer.Length, head.Length - (int)Position);
            head.Span.Slice((int)Position, read).CopyTo(buffer);
        }
        else
        {
            rest.Position = restStart + Position - head.Length;
            read = rest.Read(buffer);
        }

        Position += read;
        return read;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
