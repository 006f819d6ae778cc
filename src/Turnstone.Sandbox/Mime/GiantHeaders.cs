namespace Turnstone.Sandbox.Mime;

/// <summary>
/// Undoes the folds of giant header fields before parsing. MimeKit 4.18 grows its header buffer by 64 bytes a folded line, which
/// takes 2.5 s for 1 MB of References and hours for 50 MB; as one long line it takes milliseconds and means the same.
/// </summary>
internal static class GiantHeaders
{
    private const int Giant = 32 * 1024;

    public static ArraySegment<byte> Unfold(ArraySegment<byte> mime)
    {
        byte[]? unfolded = null;
        int kept = 0;
        int copiedTo = 0;
        int field = 0;
        for (int line = 0; line < mime.Count && mime[line] is not ((byte)'\r' or (byte)'\n');)
        {
            int next = NextLine(mime, line);
            bool isContinued = next < mime.Count && mime[next] is (byte)' ' or (byte)'\t';
            if (!isContinued)
            {
                if (next - field > Giant)
                {
                    unfolded ??= new byte[mime.Count];
                    kept += Copy(mime.AsSpan(copiedTo, field - copiedTo), unfolded, kept);
                    kept += CopyUnfolded(mime.AsSpan(field, next - field), unfolded, kept);
                    copiedTo = next;
                }

                field = next;
            }

            line = next;
        }

        if (unfolded is null)
        {
            return mime;
        }

        kept += Copy(mime.AsSpan(copiedTo), unfolded, kept);
        return new ArraySegment<byte>(unfolded, 0, kept);
    }

    private static int NextLine(ArraySegment<byte> mime, int line)
    {
        int end = mime.AsSpan(line).IndexOf((byte)'\n');
        return end < 0 ? mime.Count : line + end + 1;
    }

    private static int Copy(ReadOnlySpan<byte> bytes, byte[] target, int at)
    {
        bytes.CopyTo(target.AsSpan(at));
        return bytes.Length;
    }

    private static int CopyUnfolded(ReadOnlySpan<byte> field, byte[] target, int at)
    {
        int start = at;
        int last = field.Length - (field is [.., (byte)'\r', (byte)'\n'] ? 2 : 1);
        for (int i = 0; i < field.Length; i++)
        {
            if (i >= last || field[i] is not ((byte)'\r' or (byte)'\n'))
            {
                target[at++] = field[i];
            }
        }

        return at - start;
    }
}
