using System.Buffers;

namespace Turnstone.Ews.Soap;

/// <summary>
/// The one place where text is made fit for XML 1.0. A C0 control, U+FFFE, U+FFFF or half a surrogate pair in any value makes Exchange
/// refuse the whole request with HTTP 500 [ews-java-api#233, #490], so such characters are dropped; they mean nothing in a name or keyword.
/// </summary>
internal static class XmlText
{
    private static readonly SearchValues<char> Suspects = SearchValues.Create(
        [.. Enumerable.Range(0, 0x20).Select(code => (char)code).Where(c => !IsLegalAlone(c)),
         .. Enumerable.Range(0xD800, 0x800).Select(code => (char)code), '\uFFFE', '\uFFFF']);

    /// <summary>The text without what XML 1.0 forbids; the same instance when there was nothing to drop.</summary>
    public static string Clean(string text)
    {
        int first = text.AsSpan().IndexOfAny(Suspects);
        if (first < 0)
        {
            return text;
        }

        char[] kept = ArrayPool<char>.Shared.Rent(text.Length);
        try
        {
            text.CopyTo(0, kept, 0, first);
            int count = first;
            for (int i = first; i < text.Length; i++)
            {
                if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                {
                    kept[count++] = text[i++];
                    kept[count++] = text[i];
                }
                else if (!char.IsSurrogate(text[i]) && IsLegalAlone(text[i]))
                {
                    kept[count++] = text[i];
                }
            }

            return new string(kept, 0, count);
        }
        finally
        {
            ArrayPool<char>.Shared.Return(kept);
        }
    }

    /// <summary>XML 1.0 section 2.2, production Char, surrogates left aside.</summary>
    public static bool IsLegalAlone(char c) => c is >= ' ' and not ('\uFFFE' or '\uFFFF') or '\t' or '\n' or '\r';
}
