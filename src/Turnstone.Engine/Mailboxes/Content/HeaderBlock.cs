namespace Turnstone.Engine.Mailboxes.Content;

/// <summary>
/// The header of a message as bytes, made fit for MimeKit. MimeKit 4.18 grows its buffer by 64 bytes with each folded line, so a field
/// folded over a megabyte takes seconds and one over fifty takes hours; on one line it takes milliseconds and means the same.
/// </summary>
internal static class HeaderBlock
{
    /// <summary>Below this a folded field costs nothing that is worth a copy.</summary>
    private const int GiantField = 32 << 10;

    /// <summary>A folded field that takes MimeKit some seconds.</summary>
    private const int HopelessField = 1 << 20;

    /// <summary>Where the block ends, behind the first empty line; -1 where there is none. A line end may be CR LF or LF.</summary>
    public static int EndOf(ReadOnlySpan<byte> bytes)
    {
        for (int start = 0, length; (length = bytes[start..].IndexOf((byte)'\n') + 1) > 0;)
        {
            start += length;
            if (bytes[start..] is [(byte)'\n', ..])
            {
                return start + 1;
            }

            if (bytes[start..] is [(byte)'\r', (byte)'\n', ..])
            {
                return start + 2;
            }
        }

        return -1;
    }

    /// <summary>The block with its giant fields on one line each: the same memory where it has none.</summary>
    public static ReadOnlyMemory<byte> Unfold(ReadOnlyMemory<byte> block)
    {
        byte[]? unfolded = null;
        var (kept, copied) = (0, 0);
        var bytes = block.Span;
        for (int field = 0, next; field < bytes.Length; field = next)
        {
            next = EndOfField(bytes, field);
            if (next - field > GiantField)
            {
                unfolded ??= new byte[bytes.Length];
                bytes[copied..field].CopyTo(unfolded.AsSpan(kept));
                kept += field - copied;
                kept += CopyUnfolded(bytes[field..next], unfolded.AsSpan(kept));
                copied = next;
            }
        }

        if (unfolded is null)
        {
            return block;
        }

        bytes[copied..].CopyTo(unfolded.AsSpan(kept));
        return unfolded.AsMemory(0, kept + bytes.Length - copied);
    }

    /// <summary>Where the field that begins at <paramref name="start"/> ends: before the first line behind it that is not indented.</summary>
    public static int EndOfField(ReadOnlySpan<byte> bytes, int start)
    {
        while (true)
        {
            var end = bytes[start..].IndexOf((byte)'\n');
            if (end < 0)
            {
                return bytes.Length;
            }

            start += end + 1;
            if (start == bytes.Length || bytes[start] is not ((byte)' ' or (byte)'\t'))
            {
                return start;
            }
        }
    }

    /// <summary>
    /// Whether a folded field anywhere in a message, those of attached messages included, is such that MimeKit does not come to its end. Reads
    /// the stream from its start to its end.
    /// </summary>
    public static bool IsHopeless(Stream message)
    {
        message.Position = 0;
        var buffer = new byte[64 << 10];

        // A header begins behind an empty line or a boundary with a line that is not indented; anything else is text, however it is indented.
        var (mayBegin, inHeader, isFolded, atLineStart, folded) = (true, false, false, true, 0);
        for (int read; (read = message.Read(buffer)) > 0;)
        {
            for (var at = 0; at < read;)
            {
                if (atLineStart)
                {
                    var first = buffer[at];
                    var isIndented = first is (byte)' ' or (byte)'\t';
                    isFolded = inHeader && isIndented;
                    folded = isFolded ? folded : 0;
                    inHeader = isFolded || ((inHeader || mayBegin) && first is > (byte)' ' and < 0x7f and not (byte)'-');
                    mayBegin = first is (byte)'\r' or (byte)'\n' or (byte)'-';
                }

                var end = buffer.AsSpan(at, read - at).IndexOf((byte)'\n');
                var length = end < 0 ? read - at : end + 1;
                (atLineStart, at, folded) = (end >= 0, at + length, isFolded ? folded + length : 0);
                if (folded > HopelessField)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static int CopyUnfolded(ReadOnlySpan<byte> field, Span<byte> target)
    {
        var count = 0;
        var last = field.TrimEnd("\r\n"u8).Length;
        for (var i = 0; i < field.Length; i++)
        {
            if (i >= last || field[i] is not ((byte)'\r' or (byte)'\n'))
            {
                target[count++] = field[i];
            }
        }

        return count;
    }
}
