using Turnstone.Engine.Mailboxes.Content;

namespace Turnstone.Engine.Transfer.Recipients;

/// <summary>
/// Maps the addresses in the head of a message. Only address fields in which an address is mapped are written anew; every other byte of the
/// message stays, and bodies, signed parts and attached messages are never looked at.
/// </summary>
internal sealed class HeadRewriter(RecipientMap map)
{
    /// <summary>For the report.</summary>
    public const string What = "recipient addresses rewritten as RecipientMapping asks";

    /// <summary>A head larger than this is no head: lines of a body that has lost its empty line must not be taken for fields.</summary>
    private const int LongestHead = 16 << 20;

    private const int ReadAtOnce = 16 << 10;

    /// <summary>The message with its addresses mapped, owning the given one; or the given one where there is nothing to map.</summary>
    public ItemContent Apply(ItemContent content)
    {
        if (map.IsEmpty || ReadHead(content) is not { Count: > 0 } lines)
        {
            return content;
        }

        using var head = new MemoryStream();
        var (changed, replaced) = (false, 0);
        foreach (var field in Fields(lines))
        {
            var rewritten = AddressField.Rewrite(field, map);
            changed |= rewritten is not null;
            head.Write(rewritten ?? field.Span);
            replaced += field.Length;
        }

        return changed ? new RewrittenContent(head.ToArray(), content, replaced) : content;
    }

    /// <summary>Lines that begin with a blank go on with the field before them.</summary>
    private static IEnumerable<ReadOnlyMemory<byte>> Fields(List<ReadOnlyMemory<byte>> lines)
    {
        for (var first = 0; first < lines.Count;)
        {
            var next = first + 1;
            while (next < lines.Count && lines[next].Span[0] is (byte)' ' or (byte)'\t')
            {
                next++;
            }

            yield return next == first + 1 ? lines[first] : Joined(lines[first..next]);
            first = next;
        }
    }

    private static byte[] Joined(List<ReadOnlyMemory<byte>> lines)
    {
        using var field = new MemoryStream();
        lines.ForEach(line => field.Write(line.Span));
        return field.ToArray();
    }

    /// <summary>The lines before the first empty one, each with its end; null where they are too many.</summary>
    private static List<ReadOnlyMemory<byte>>? ReadHead(ItemContent content)
    {
        var lines = new List<ReadOnlyMemory<byte>>();
        using var stream = content.OpenRead();
        var buffer = new byte[(int)Math.Min(content.Length, ReadAtOnce)];
        var (start, length, isAll) = (0, 0, false);
        while (true)
        {
            while (EndOfLine(buffer.AsSpan(start, length - start), isAll, out var isEmpty) is var size and > 0)
            {
                if (isEmpty)
                {
                    return lines;
                }

                lines.Add(buffer.AsMemory(start, size));
                start += size;
            }

            if (isAll)
            {
                return lines;
            }

            if (length == buffer.Length)
            {
                if (length >= LongestHead)
                {
                    return null;
                }

                Array.Resize(ref buffer, Math.Max(length * 2, ReadAtOnce));
            }

            var read = stream.Read(buffer, length, buffer.Length - length);
            length += read;
            isAll = read == 0;
        }
    }

    /// <summary>
    /// Bytes of the first line with its end; 0 where that is not known yet. Lines end in LF with any CR before it (gateways have doubled them),
    /// or, in very old mail, in CR alone.
    /// </summary>
    private static int EndOfLine(ReadOnlySpan<byte> bytes, bool isAll, out bool isEmpty)
    {
        var end = bytes.IndexOfAny((byte)'\r', (byte)'\n');
        isEmpty = end == 0;
        if (end < 0)
        {
            return isAll ? bytes.Length : 0;
        }

        var rest = bytes[end..].TrimStart((byte)'\r');
        if (rest.IsEmpty && !isAll)
        {
            return 0;
        }

        return rest.StartsWith((byte)'\n') ? bytes.Length - rest.Length + 1 : end + 1;
    }
}
