using System.Text;

namespace Turnstone.Engine.Transfer.Recipients;

/// <summary>
/// Writes an address field anew. Only the addresses themselves change; names, comments, encoded words and blanks keep their bytes. A line that
/// became too long is folded between addresses.
/// </summary>
internal static class AddressField
{
    /// <summary>Longest line that mail programs like to see, without its end (RFC 5322 section 2.1.1).</summary>
    private const int PreferredLine = 78;

    private static readonly HashSet<string> Names = new(
        [
            "From", "Sender", "Reply-To", "To", "Cc", "Bcc",
            "Resent-From", "Resent-Sender", "Resent-Reply-To", "Resent-To", "Resent-Cc", "Resent-Bcc",
        ],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The field with its addresses mapped; null where it is no address field, or none of them is mapped.</summary>
    public static byte[]? Rewrite(ReadOnlyMemory<byte> field, RecipientMap map)
    {
        var colon = field.Span.IndexOf((byte)':');
        if (colon <= 0 || !Names.Contains(Encoding.Latin1.GetString(field.Span[..colon]).TrimEnd()))
        {
            return null;
        }

        var scanner = new AddressScanner(field, map);
        scanner.Run(colon + 1);
        if (scanner.Edits.Count == 0)
        {
            return null;
        }

        var (bytes, changed, commas) = Apply(field.Span, scanner);
        return bytes.AsSpan().SequenceEqual(field.Span) ? null : Fold(bytes, changed, commas);
    }

    private static (byte[] Bytes, List<int> Changed, List<int> Commas) Apply(ReadOnlySpan<byte> field, AddressScanner scanner)
    {
        using var output = new MemoryStream(field.Length + 64);
        List<int> changed = [], commas = [];
        var (copied, comma) = (0, 0);
        foreach (var edit in scanner.Edits.Append(new AddressEdit(field.Length, field.Length, "")))
        {
            for (; comma < scanner.Commas.Count && scanner.Commas[comma] <= edit.Start; comma++)
            {
                commas.Add((int)output.Length + scanner.Commas[comma] - copied);
            }

            output.Write(field[copied..edit.Start]);
            changed.Add((int)output.Length);
            output.Write(Encoding.ASCII.GetBytes(edit.Text));
            copied = edit.End;
        }

        changed.RemoveAt(changed.Count - 1);
        return (output.ToArray(), changed, commas);
    }

    private static byte[] Fold(byte[] field, List<int> changed, List<int> commas)
    {
        var lineEnd = field.AsSpan().IndexOf((byte)'\n') is var end and > 0 && field[end - 1] != '\r' ? "\n"u8.ToArray() : "\r\n"u8.ToArray();
        using var output = new MemoryStream(field.Length + 64);
        for (var start = 0; start < field.Length;)
        {
            var length = field.AsSpan(start).IndexOf((byte)'\n') + 1;
            var next = length == 0 ? field.Length : start + length;
            var isTooLong = field.AsSpan(start, next - start).TrimEnd("\r\n"u8).Length > PreferredLine;
            if (isTooLong && changed.Exists(place => place >= start && place < next))
            {
                FoldLine(field.AsSpan(start, next - start), [.. commas.Where(place => place > start && place < next).Select(place => place - start)], lineEnd, output);
            }
            else
            {
                output.Write(field, start, next - start);
            }

            start = next;
        }

        return output.ToArray();
    }

    /// <summary>Addresses go onto lines as they fit; one that is longer than a line stands alone.</summary>
    private static void FoldLine(ReadOnlySpan<byte> line, int[] commas, ReadOnlySpan<byte> lineEnd, MemoryStream output)
    {
        var (copied, width) = (0, 0);
        foreach (var place in (int[])[.. commas, line.Length])
        {
            var piece = line[copied..place];
            var length = piece.TrimEnd("\r\n"u8).Length;
            if (width > 0 && width + length > PreferredLine && piece.ContainsAnyExcept(" \t\r\n"u8))
            {
                output.Write(lineEnd);
                if (piece[0] is not ((byte)' ' or (byte)'\t'))
                {
                    output.WriteByte((byte)' ');
                }

                width = 0;
            }

            output.Write(piece);
            width += length;
            copied = place;
        }
    }
}
