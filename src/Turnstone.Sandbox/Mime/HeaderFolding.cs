namespace Turnstone.Sandbox.Mime;

/// <summary>
/// Folds a value before blanks only, so that unfolding gives back every character. A stretch without a blank stays whole,
/// however long: cutting a Message-ID would change it.
/// </summary>
internal static class HeaderFolding
{
    private const int Width = 78;

    public static void Write(MimeWriter writer, string name, string value)
    {
        writer.Text(name);
        writer.Raw(":"u8);
        if (value.Length == 0)
        {
            writer.Line();
            return;
        }

        writer.Raw(" "u8);
        int column = name.Length + 2;
        int start = 0;
        while (start < value.Length)
        {
            int end = NextWord(value, start);
            if (column + (end - start) > Width && start > 0)
            {
                writer.Line();
                column = 0;
            }

            writer.Text(value[start..end]);
            column += end - start;
            start = end;
        }

        writer.Line();
    }

    // A word with the blanks before it; blanks at the very end stay with the last word, as a line of blanks would end the header.
    private static int NextWord(string value, int start)
    {
        int at = start;
        while (at < value.Length && IsBlank(value[at]))
        {
            at++;
        }

        while (at < value.Length && !IsBlank(value[at]))
        {
            at++;
        }

        return value.AsSpan(at).ContainsAnyExcept(' ', '\t') ? at : value.Length;
    }

    private static bool IsBlank(char c) => c is ' ' or '\t';
}
