using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes.Content;

namespace Turnstone.Engine.Mailboxes.Pacing;

/// <summary>
/// A message whose reading ends when a gate closes, also between its last byte and the end of the request: the request it is written into never becomes whole, and a server does nothing with it. The
/// bytes are another's, who disposes them.
/// </summary>
internal sealed class GatedContent(ItemContent content, IGate gate) : ItemContent
{
    public override long Length => content.Length;

    public override Stream OpenRead() => new GatedStream(content.OpenRead(), gate);

    public override void DemandWhole() => DemandOpen(gate);

    protected override void Dispose(bool disposing)
    {
        // Not ours.
    }

    // Whoever sends it expects of content that it may break, and of nothing else.
    private static void DemandOpen(IGate gate)
    {
        try
        {
            gate.Demand();
        }
        catch (SessionException e)
        {
            throw new IOException(e.Failure.Message, e);
        }
    }

    private sealed class GatedStream(Stream stream, IGate gate) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => stream.Length;

        public override long Position
        {
            get => stream.Position;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            DemandOpen(gate);
            return stream.Read(buffer);
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            DemandOpen(gate);
            return await stream.ReadAsync(buffer, cancellationToken);
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Flush()
        {
            // Nothing is written.
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                stream.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
