using System.Text;

namespace Turnstone.Connectors.Imap;

/// <summary>What the bytes of a folder's name mean to people.</summary>
internal static class ImapNames
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    // Old servers of the west that never heard of modified UTF-7 wrote what their users' Windows wrote.
    private static readonly Encoding Windows = Encoding.GetEncoding(1252);

    /// <summary>The name in letters; <paramref name="remark"/> says what had to be assumed to read it, or is null.</summary>
    /// <param name="name">One part of a name, one character a byte.</param>
    /// <param name="speaksUtf8">Whether the server's names are UTF-8 by agreement.</param>
    /// <param name="remark">A clause for the report.</param>
    public static string Read(string name, bool speaksUtf8, out string? remark)
    {
        remark = null;
        if (Ascii.IsValid(name))
        {
            if (speaksUtf8 || ModifiedUtf7.Decode(name) is not { } decoded)
            {
                remark = speaksUtf8 ? null : "the name is not in IMAP's encoding (modified UTF-7) and is kept as it is written";
                return name;
            }

            return decoded;
        }

        var bytes = Encoding.Latin1.GetBytes(name);
        if (TryReadUtf8(bytes) is { } text)
        {
            remark = speaksUtf8 ? null : "the source writes the name in bytes that IMAP does not allow there, read as UTF-8";
            return text;
        }

        remark = "the source writes the name in bytes that are not UTF-8, read as windows-1252";
        return Windows.GetString(bytes);
    }

    /// <summary>The text that is these bytes in UTF-8; null where they are not.</summary>
    public static string? TryReadUtf8(byte[] bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
