namespace Turnstone.Sandbox.Mime;

/// <summary>
/// Writes a stored message as MIME again, the way Exchange answers GetItem with IncludeMimeContent: headers from properties, bodies
/// as UTF-8, new boundaries. The same message always gives the same bytes.
/// </summary>
public static class MimeExporter
{
    /// <summary>Writes to the stream, which stays open.</summary>
    public static void Export(StoredMessage message, Stream mime)
    {
        using MimeWriter writer = new(mime);
        Write(message, writer, depth: 0);
    }

    internal static void Write(StoredMessage message, MimeWriter writer, int depth)
    {
        HeaderWriter.Write(message, writer);
        if (message.Secured is { } secured)
        {
            writer.Line("MIME-Version: 1.0"u8);
            writer.Raw(secured.Headers.Span);
            writer.Line();
            writer.Raw(secured.Body.Span);
            return;
        }

        BodyWriter bodies = new(message, writer, depth);
        bodies.Write();
    }
}
