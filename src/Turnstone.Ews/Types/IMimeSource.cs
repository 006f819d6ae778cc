namespace Turnstone.Ews.Types;

/// <summary>
/// The bytes of one MIME message, to be read more than once: when the request is sent again under another schema version the
/// client opens it anew. The client disposes every stream it opened.
/// </summary>
public interface IMimeSource
{
    /// <summary>Exact length in bytes; announced to the server before a byte is read.</summary>
    long Length { get; }

    /// <summary>Opens the message at its first byte. Two streams of one source may be open at once.</summary>
    Stream OpenRead();

    /// <summary>
    /// Asked when all of a request but its end has left: without its end nobody does anything with it. May be asked again for each time it is sent.
    /// </summary>
    /// <exception cref="IOException">The message is not to arrive after all: the request is broken off.</exception>
    void DemandWhole()
    {
        // Whoever has no second thoughts has nothing to say.
    }
}
