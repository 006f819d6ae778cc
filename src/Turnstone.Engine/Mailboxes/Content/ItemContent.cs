namespace Turnstone.Engine.Mailboxes.Content;

/// <summary>
/// A message's bytes, held in pooled memory when small and on disk when large. It can be read as often as needed, by one reader at a
/// time or by several; disposing it gives the memory or the file back, after which nothing may read it.
/// </summary>
public abstract class ItemContent : IDisposable
{
    /// <summary>Bytes.</summary>
    public abstract long Length { get; }

    /// <summary>A new read-only stream over all bytes, from the start. The caller disposes it before the content.</summary>
    public abstract Stream OpenRead();

    /// <summary>Asked by whoever delivers it, when the bytes are on their way and what makes them a message there is not.</summary>
    /// <exception cref="IOException">It is not to arrive after all.</exception>
    public virtual void DemandWhole()
    {
        // As a rule nothing has changed since it was opened.
    }

    /// <summary>All bytes where they lie in memory in one piece, valid until the content is disposed; null where they do not.</summary>
    internal virtual ReadOnlyMemory<byte>? Memory => null;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives the storage back; called once or more often.</summary>
    protected abstract void Dispose(bool disposing);
}
