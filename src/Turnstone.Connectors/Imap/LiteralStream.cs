using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.Content;

namespace Turnstone.Connectors.Imap;

/// <summary>
/// What a message's literal is written to: straight into the spool, so that there is one copy of it and a large one is on disk. Disposing
/// throws the bytes away unless they were taken before.
/// </summary>
internal sealed class LiteralStream(ContentSpool spool, long announced) : IDisposable
{
    private readonly ContentWriter _writer = spool.Write(announced);

    /// <summary>How many bytes were written.</summary>
    public long Length => _writer.Length;

    /// <summary>The bytes, the caller's to dispose.</summary>
    public ItemContent Take() => _writer.Complete();

    public void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _writer.Write(bytes);
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

    public void Dispose() => _writer.Dispose();
}
