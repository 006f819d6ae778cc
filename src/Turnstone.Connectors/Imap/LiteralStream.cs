using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes.Content;

namespace Turnstone.Connectors.Imap;

/// <summary>
/// What MailKit writes a message's literal to: straight into the spool, so that there is one copy of it and a large one is on disk.
/// Disposing throws the bytes away unless they were taken before.
/// </summary>
internal sealed class LiteralStream(ContentSpool spool, int announced) : Stream
{
    private readonly ContentWriter _writer = spool.Write(announced);

    public override bool CanRead => false;

    // MailKit rewinds a stream after filling it; there is nothing to rewind here.
    public override bool CanSeek => true;

    public override bool CanWrite => true;

    public override long Length => _writer.Length;

    public override long Position
    {
        get => 0;
        set => ArgumentOutOfRangeException.ThrowIfNotEqual(value, 0);
    }

    /// <summary>Whether the server sent as many bytes as it announced.</summary>
    public bool IsWhole => _writer.Length == announced;

    /// <summary>The bytes, the caller's to dispose.</summary>
    public ItemContent Take() => _writer.Complete();

    public override void Write(byte[] buffer, int offset, int count)
    {
        try
        {
            _writer.Write(buffer.AsSpan(offset, count));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Named here: further up it would be taken for trouble with the connection.
            var failure = new Failure
            {
                Side = FailureSide.Local,
                Scope = FailureScope.Project,
                Code = FailureCodes.LocalDisk,
                Message = $"A message could not be kept on disk: {error.Message}",
                Remedy = "Make room in the temporary folder, or name another one.",
            };
            throw new SessionException(failure, innerException: error);
        }
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _writer.Dispose();
        base.Dispose(disposing);
    }
}
