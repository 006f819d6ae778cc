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
}
