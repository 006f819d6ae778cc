using System.Text;

namespace Turnstone.Connectors.Imap;

/// <summary>
/// A connection that is signed in already. It begins with the greeting RFC 9051 section 7.1.4 has for that, PREAUTH, and goes on with what
/// the server says. Reading gives up after <see cref="ReadTimeout"/>, which MailKit sees to on its own sockets only.
/// </summary>
internal sealed class GreetedStream(Stream connection, TimeProvider time) : Stream
{
    private ReadOnlyMemory<byte> _greeting = Encoding.ASCII.GetBytes("* PREAUTH signed in\r\n");

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
        if (_greeting.Length > 0)
        {
            var count = Math.Min(_greeting.Length, buffer.Length);
            _greeting[..count].CopyTo(buffer);
            _greeting = _greeting[count..];
            return count;
        }

        return await WithinAsync(ReadTimeout, token => connection.ReadAsync(buffer, token), cancellationToken);
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
