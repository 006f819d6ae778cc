using System.Text;

namespace Turnstone.Cli.Output;

/// <summary>A stream of UTF-8 whose text goes to a writer, so that a report writer can write to standard output and a test can read it.</summary>
internal sealed class WriterStream(TextWriter writer) : Stream
{
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        var text = new char[Encoding.UTF8.GetMaxCharCount(count)];
        var length = _decoder.GetChars(buffer, offset, count, text, 0, flush: false);
        writer.Write(text, 0, length);
    }

    public override void Flush() => writer.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
