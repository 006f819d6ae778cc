using MimeKit;
using MimeKit.Encodings;
using MimeKit.IO;

namespace Turnstone.Sandbox.Mime;

/// <summary>The incoming bytes, and where in them each part lies: contents are decoded straight from here, once.</summary>
internal sealed class MimeSource(ArraySegment<byte> bytes)
{
    private readonly Dictionary<MimeEntity, Range> _bodies = [];
    private ArraySegment<byte> _bytes = bytes;

    public MimeMessage Parse(ParserOptions options)
    {
        try
        {
            return ParseOnce(options);
        }
        catch (FormatException)
        {
            // No header in it at all. Assumption: Exchange takes such text as the body of a message without headers.
            _bodies.Clear();
            _bytes = (byte[])[.. "\r\n"u8, .. _bytes];
            return ParseOnce(options);
        }
    }

    /// <summary>The undecoded bytes after the header of a part whose place was noted (signed or attached messages).</summary>
    public ReadOnlyMemory<byte> RawBody(MimeEntity entity) =>
        _bodies.TryGetValue(entity, out Range range) ? ((ReadOnlyMemory<byte>)_bytes)[range] : default;

    /// <summary>The decoded content, in memory of its own.</summary>
    public ReadOnlyMemory<byte> Decode(MimePart part)
    {
        if (part.Content is null)
        {
            return default;
        }

        ArraySegment<byte> raw = Raw(part);
        switch (part.ContentTransferEncoding)
        {
            case ContentEncoding.Base64:
                byte[] output = GC.AllocateUninitializedArray<byte>(new Base64Decoder().EstimateOutputLength(raw.Count));
                int length = new Base64Decoder().Decode(raw.Array!, raw.Offset, raw.Count, output);
                return output.AsMemory(0, length);
            case ContentEncoding.QuotedPrintable or ContentEncoding.UUEncode:
                using (MemoryStream decoded = new(raw.Count))
                {
                    part.Content.DecodeTo(decoded);
                    return decoded.GetBuffer().AsMemory(0, (int)decoded.Length);
                }

            default:
                return raw.ToArray();
        }
    }

    private MimeMessage ParseOnce(ParserOptions options)
    {
        // Not disposed: the parts read their contents from it later.
        MemoryStream stream = new(_bytes.Array!, _bytes.Offset, _bytes.Count, writable: false);
        MimeParser parser = new(options, stream, MimeFormat.Entity, persistent: true);
        parser.MimeEntityEnd += (_, end) =>
        {
            if (end.Entity is MessagePart || end.Entity is Multipart { ContentType.MediaSubtype: "signed" } || IsSmime(end.Entity))
            {
                _bodies[end.Entity] = (int)end.HeadersEndOffset..(int)end.EndOffset;
            }
        };
        return parser.ParseMessage();
    }

    public static bool IsSmime(MimeEntity entity) =>
        entity.ContentType.IsMimeType("application", "pkcs7-mime") || entity.ContentType.IsMimeType("application", "x-pkcs7-mime");

    private ArraySegment<byte> Raw(MimePart part)
    {
        if (part.Content!.Stream is BoundStream bound)
        {
            int start = (int)bound.StartBoundary;
            int end = bound.EndBoundary < 0 ? _bytes.Count : (int)bound.EndBoundary;
            return _bytes[start..end];
        }

        using MemoryStream copy = new();
        part.Content.WriteTo(copy);
        return new ArraySegment<byte>(copy.GetBuffer(), 0, (int)copy.Length);
    }
}
