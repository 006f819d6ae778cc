using System.Globalization;
using System.Text;
using Turnstone.Engine.Mailboxes.Content;

namespace Turnstone.Connectors.Exchange.Checks;

/// <summary>
/// A message of a size to the byte, whose attachment is made while it is read: nothing of it lies in memory or on disk. The filling is an attachment and
/// not a text, which Exchange would keep at twice its size.
/// </summary>
internal sealed class FilledMessage : ItemContent
{
    private const string Boundary = "turnstone-test";
    private static readonly byte[] Line = [.. Enumerable.Repeat((byte)'.', 76), (byte)'\r', (byte)'\n'];
    private readonly byte[] _head;
    private readonly byte[] _tail = Encoding.ASCII.GetBytes($"\r\n--{Boundary}--\r\n");

    /// <param name="size">Bytes of the whole; some hundred at least.</param>
    /// <param name="date">For the Date field.</param>
    public FilledMessage(long size, DateTimeOffset date)
    {
        _head = Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"From: Turnstone <turnstone@test.invalid>\r\nTo: undisclosed-recipients:;\r\nSubject: Turnstone test, {size} bytes\r\nDate: {date:ddd, dd MMM yyyy HH:mm:ss} +0000\r\nMessage-ID: <{size}@test.invalid>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary={Boundary}\r\n\r\n")
            + $"--{Boundary}\r\nContent-Type: text/plain\r\n\r\nTurnstone made this to test the mailbox. It may be deleted.\r\n"
            + $"--{Boundary}\r\nContent-Type: application/octet-stream; name=filling.txt\r\nContent-Disposition: attachment; filename=filling.txt\r\nContent-Transfer-Encoding: 7bit\r\n\r\n");
        ArgumentOutOfRangeException.ThrowIfLessThan(size, _head.Length + _tail.Length, nameof(size));
        Length = size;
    }

    public override long Length { get; }

    public override Stream OpenRead() => new Filling(this);

    protected override void Dispose(bool disposing)
    {
        // It holds nothing.
    }

    private int Read(long position, Span<byte> buffer)
    {
        var end = Length - _tail.Length;
        var source = position < _head.Length ? _head.AsSpan((int)position)
            : position < end ? Line.AsSpan((int)((position - _head.Length) % Line.Length))
            : _tail.AsSpan((int)(position - end));
        var room = position < end ? Math.Min(buffer.Length, end - position) : buffer.Length;
        var count = (int)Math.Min(room, source.Length);
        source[..count].CopyTo(buffer);
        return count;
    }

    private sealed class Filling(FilledMessage message) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => message.Length;

        public override long Position { get; set; }

        public override int Read(Span<byte> buffer)
        {
            var read = 0;
            while (read < buffer.Length && Position < message.Length)
            {
                var count = message.Read(Position, buffer[read..]);
                read += count;
                Position += count;
            }

            return read;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromResult(Read(buffer, offset, count));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
