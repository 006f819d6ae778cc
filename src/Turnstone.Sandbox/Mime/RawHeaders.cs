using MimeKit;

namespace Turnstone.Sandbox.Mime;

/// <summary>An entity's own header lines as they came: folding, case and odd spaces are part of what a signature may cover.</summary>
internal static class RawHeaders
{
    public static ReadOnlyMemory<byte> Of(MimeEntity entity)
    {
        using MemoryStream lines = new(512);
        foreach (Header header in entity.Headers)
        {
            lines.Write(header.RawField);
            lines.WriteByte((byte)':');
            lines.Write(header.RawValue);
            if (header.RawValue is not [.., (byte)'\n'])
            {
                lines.Write("\r\n"u8);
            }
        }

        return lines.ToArray();
    }
}
