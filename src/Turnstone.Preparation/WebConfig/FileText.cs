using System.Text;
using System.Text.RegularExpressions;

namespace Turnstone.Preparation.WebConfig;

/// <summary>A file's bytes as text that turns into the same bytes again, whatever its encoding and byte order mark.</summary>
internal sealed partial class FileText
{
    private readonly Encoding _encoding;
    private readonly byte[] _mark;

    private FileText(string text, Encoding encoding, byte[] mark)
    {
        Text = text;
        _encoding = encoding;
        _mark = mark;
    }

    public string Text { get; }

    public static FileText Read(byte[] bytes)
    {
        Encoding[] marked = [new UTF8Encoding(true, true), new UnicodeEncoding(false, true, true), new UnicodeEncoding(true, true, true)];
        var encoding = marked.FirstOrDefault(known => bytes.AsSpan().StartsWith(known.Preamble));
        var mark = encoding?.GetPreamble() ?? [];
        encoding ??= Declared(bytes);
        try
        {
            var text = new FileText(encoding.GetString(bytes, mark.Length, bytes.Length - mark.Length), encoding, mark);
            return text.Encode(text.Text).AsSpan().SequenceEqual(bytes) ? text : throw Broken(encoding);
        }
        catch (DecoderFallbackException)
        {
            throw Broken(encoding);
        }
    }

    public byte[] Encode(string text) => [.. _mark, .. _encoding.GetBytes(text)];

    // Without a mark XML is UTF-8 unless it declares something else. Encodings of one byte a character that have ASCII in its place come back
    // byte by byte when they are read as Latin-1, whatever their other characters mean.
    private static Encoding Declared(byte[] bytes)
    {
        var name = Declaration().Match(Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, 200))).Groups["name"].Value.ToLowerInvariant();
        return name switch
        {
            "" or "utf-8" or "us-ascii" => new UTF8Encoding(false, true),
            _ when name.StartsWith("iso-8859-", StringComparison.Ordinal) || name.StartsWith("windows-125", StringComparison.Ordinal) => Encoding.Latin1,
            _ => throw new WebConfigException($"It declares the encoding {name}, which is not known here. Save it as UTF-8 and try again."),
        };
    }

    private static WebConfigException Broken(Encoding encoding) =>
        new($"It is not {encoding.WebName.ToUpperInvariant()} all through, though it says so. Compare it with the same file of another server.");

    [GeneratedRegex("""^\s*<\?xml[^>]*\sencoding\s*=\s*["'](?<name>[A-Za-z0-9._-]+)["']""", RegexOptions.CultureInvariant)]
    private static partial Regex Declaration();
}
