namespace Turnstone.Server.Security;

/// <summary>Base32 (RFC 4648, section 6), in which authenticator apps take their keys.</summary>
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The bytes of a text of capital letters and digits without padding; bits that make no whole byte are left out.</summary>
    /// <exception cref="FormatException">It holds something else.</exception>
    public static byte[] Decode(string text)
    {
        var bytes = new byte[text.Length * 5 / 8];
        var (pending, bits, at) = (0, 0, 0);
        foreach (var letter in text)
        {
            var value = Alphabet.IndexOf(letter, StringComparison.Ordinal);
            pending = ((pending << 5) | (value < 0 ? throw new FormatException("It is no Base32.") : value)) & 0xFFFF;
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                bytes[at++] = (byte)((pending >> bits) & 0xFF);
            }
        }

        return bytes;
    }
}
