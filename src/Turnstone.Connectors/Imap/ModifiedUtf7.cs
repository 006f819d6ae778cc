using System.Text;

namespace Turnstone.Connectors.Imap;

/// <summary>Reads names in IMAP's own form of UTF-7 (RFC 3501 section 5.1.3).</summary>
internal static class ModifiedUtf7
{
    private static readonly UnicodeEncoding Strict = new(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true);

    /// <summary>
    /// The text, or null where the name is not in that form: an ampersand that begins nothing, a run that is never ended or is no base64,
    /// half a character. Letters that needed no encoding are read all the same; there are servers that encode them.
    /// </summary>
    public static string? Decode(string name)
    {
        var text = new StringBuilder(name.Length);
        for (var rest = name.AsSpan(); ;)
        {
            var start = rest.IndexOf('&');
            if (start < 0)
            {
                return text.Append(rest).ToString();
            }

            text.Append(rest[..start]);
            rest = rest[(start + 1)..];
            var end = rest.IndexOf('-');
            if (end < 0 || (end == 0 ? "&" : DecodeRun(rest[..end])) is not { } run)
            {
                return null;
            }

            text.Append(run);
            rest = rest[(end + 1)..];
        }
    }

    private static string? DecodeRun(ReadOnlySpan<char> run)
    {
        if (run.ContainsAny("/="))
        {
            return null;
        }

        var padded = run.ToString().Replace(',', '/') + new string('=', (4 - (run.Length % 4)) % 4);
        var bytes = new byte[padded.Length];
        if (!Convert.TryFromBase64String(padded, bytes, out var length) || length % 2 != 0)
        {
            return null;
        }

        try
        {
            return Strict.GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
