using System.Text;

namespace Turnstone.Sandbox.Mime;

/// <summary>
/// RFC 2045 6.7 for UTF-8 text with CRLF line ends. A line that begins with two hyphens is encoded there, so that no text
/// can ever pass for a boundary. The last line is left open.
/// </summary>
internal static class QuotedPrintable
{
    private const int Width = 75;

    public static void Write(MimeWriter writer, ReadOnlySpan<byte> text)
    {
        Span<byte> line = stackalloc byte[Width + 3];
        int used = 0;
        for (int i = 0; i < text.Length; i++)
        {
            byte b = text[i];
            if (b == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
            {
                writer.Line(line[..used]);
                used = 0;
                i++;
                continue;
            }

            bool isLast = i + 1 == text.Length || text[i + 1] is (byte)'\r' or (byte)'\n';
            bool isPlain = b is >= 33 and <= 126 and not (byte)'=' || (b is (byte)' ' or (byte)'\t' && !isLast);
            bool isBoundaryLike = used == 0 && b == '-' && i + 1 < text.Length && text[i + 1] == '-';
            int need = isPlain && !isBoundaryLike ? 1 : 3;
            if (used + need > Width)
            {
                line[used++] = (byte)'=';
                writer.Line(line[..used]);
                used = 0;
                // A blank or hyphen may have become the first of its line.
                isBoundaryLike = b == '-' && i + 1 < text.Length && text[i + 1] == '-';
            }

            if (isPlain && !isBoundaryLike)
            {
                line[used++] = b;
            }
            else
            {
                line[used++] = (byte)'=';
                line[used++] = Hex(b >> 4);
                line[used++] = Hex(b & 15);
            }
        }

        writer.Raw(line[..used]);
    }

    private static byte Hex(int digit) => "0123456789ABCDEF"u8[digit];
}
