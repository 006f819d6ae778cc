using System.Text;

namespace Turnstone.Sandbox.SampleMail;

/// <summary>
/// Writes a message by hand. A MIME library would tidy what must stay untidy, and its next version might write other bytes
/// for the same seed.
/// </summary>
internal sealed class MimeOutput(Stream stream)
{
    private const int Base64LineBytes = 57;

    /// <summary>A line of the message as it is: ASCII in all kinds but <see cref="SampleKind.RawUtf8"/>.</summary>
    public MimeOutput Line(string text = "")
    {
        stream.Write(Encoding.UTF8.GetBytes(text));
        stream.Write("\r\n"u8);
        return this;
    }

    /// <summary>A header whose value is encoded words where it is not ASCII (RFC 2047).</summary>
    public MimeOutput Header(string name, string value, Encoding? charset = null) =>
        Line($"{name}: {EncodedWord.Phrase(value, charset ?? Encoding.UTF8)}");

    /// <summary>An address header: names encoded, addresses plain.</summary>
    public MimeOutput Addresses(string name, params IEnumerable<SamplePerson> people) =>
        Line($"{name}: {string.Join(",\r\n ", people.Select(person => $"{EncodedWord.DisplayName(person.Name, Encoding.UTF8)} <{person.Address}>"))}");

    public MimeOutput Raw(ReadOnlySpan<byte> bytes)
    {
        stream.Write(bytes);
        return this;
    }

    /// <summary>Text in a charset, as 8-bit lines.</summary>
    public MimeOutput Text(string text, Encoding charset) => Raw(charset.GetBytes(text.ReplaceLineEndings("\r\n")));

    /// <summary>Base64 in lines of 76.</summary>
    public MimeOutput Base64(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; at < bytes.Length; at += Base64LineBytes)
        {
            Line(Convert.ToBase64String(bytes[at..Math.Min(at + Base64LineBytes, bytes.Length)]));
        }

        return this;
    }

    /// <summary>Quoted-printable (RFC 2045 6.7) in lines of at most 76.</summary>
    public MimeOutput QuotedPrintable(string text, Encoding charset)
    {
        var line = new StringBuilder();
        foreach (var source in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var bytes = charset.GetBytes(source);
            for (var i = 0; i < bytes.Length; i++)
            {
                var plain = bytes[i] is (>= 33 and <= 126 and not (byte)'=') || (bytes[i] == ' ' && i < bytes.Length - 1);
                var token = plain ? ((char)bytes[i]).ToString() : $"={bytes[i]:X2}";
                if (line.Length + token.Length > 75)
                {
                    Line(line.Append('=').ToString());
                    line.Clear();
                }

                line.Append(token);
            }

            Line(line.ToString());
            line.Clear();
        }

        return this;
    }
}
