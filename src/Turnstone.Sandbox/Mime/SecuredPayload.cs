using MimeKit;

namespace Turnstone.Sandbox.Mime;

/// <summary>
/// A signed or encrypted MIME entity, kept as the bytes it arrived as, because one changed byte breaks the signature.
/// </summary>
/// <param name="Headers">The entity's own header lines (Content-*), each with its line end.</param>
/// <param name="Body">Everything after the blank line.</param>
public sealed record SecuredPayload(ReadOnlyMemory<byte> Headers, ReadOnlyMemory<byte> Body)
{
    /// <summary>
    /// How EWS shows it: one attachment, the decoded PKCS#7 object or, of a clear-signed message, the whole multipart/signed entity.
    /// </summary>
    public StoredAttachment ToAttachment()
    {
        byte[] entity = [.. Headers.Span, .. "\r\n"u8, .. Body.Span];
        using MemoryStream stream = new(entity);
        StoredAttachment attachment = new() { FileName = "smime.p7m", ContentType = "multipart/signed", Content = entity };
        if (MimeEntity.Load(stream) is not MimePart { Content: { } content } part)
        {
            return attachment;
        }

        using MemoryStream decoded = new();
        content.DecodeTo(decoded);
        return attachment with { ContentType = part.ContentType.MimeType.ToLowerInvariant(), Content = decoded.ToArray() };
    }
}
