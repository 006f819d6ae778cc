using Turnstone.Engine.Mailboxes.Pacing;

namespace Turnstone.Connectors.Imap;

/// <summary>
/// A connection of our own making under MailKit: reading and writing give up after their timeouts, which MailKit sees to on its own sockets
/// only, and reading is no faster than a cap allows. The wait is between two reads, so that the sender slows down and no message is too large.
/// </summary>
internal class TimedStream(Stream connection, BandwidthCap? cap, TimeProvider time) : Stream
{
    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override bool CanTimeout => true;

    public override int ReadTimeout { get; set; } = Timeout.Infinite;

    public override int WriteTimeout { get; set; } = Timeout.Infinite;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var count = await WithinAsync(ReadTimeout, token => connection.ReadAsync(buffer, token), cancellationToken);
        if (cap is not null)
        {
            await cap.TakeAsync(count, cancellationToken);
        }

        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        await WithinAsync(WriteTimeout, async token => { await connection.WriteAsync(buffer, token); return 0; }, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) => connection.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => connection.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            connection.Dispose();
        }

        base.Dispose(disposing);
    }

    private async Task<int> WithinAsync(int milliseconds, Func<CancellationToken, ValueTask<int>> action, CancellationToken cancellationToken)
    {
        if (milliseconds <= 0)
        {
            return await action(cancellationToken);
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(milliseconds), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await action(either.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException();
        }
    }
}
