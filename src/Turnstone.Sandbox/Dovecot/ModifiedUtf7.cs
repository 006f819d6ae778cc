using System.Text;

namespace Turnstone.Sandbox.Dovecot;

/// <summary>Folder names as IMAP4rev1 wants them (RFC 3501 5.1.3).</summary>
internal static class ModifiedUtf7
{
    public static string Encode(string name)
    {
        var encoded = new StringBuilder();
        var pending = new StringBuilder();
        foreach (var c in name)
        {
            if (c is >= ' ' and <= '~')
            {
                Flush(encoded, pending);
                encoded.Append(c == '&' ? "&-" : c);
            }
            else
            {
                pending.Append(c);
            }
        }

        Flush(encoded, pending);
        return encoded.ToString();
    }

    private static void Flush(StringBuilder encoded, StringBuilder pending)
    {
        if (pending.Length > 0)
        {
            var base64 = Convert.ToBase64String(Encoding.BigEndianUnicode.GetBytes(pending.ToString()));
            encoded.Append('&').Append(base64.TrimEnd('=').Replace('/', ',')).Append('-');
            pending.Clear();
        }
    }
}
