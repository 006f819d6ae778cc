namespace Turnstone.Sandbox.Mime;

/// <summary>
/// A quoted parameter. Exchange writes a foreign file name as encoded words inside the quotes (RFC 2047 forbids it, every
/// client reads it) rather than by RFC 2231.
/// </summary>
internal static class ParameterText
{
    public static void Write(MimeWriter writer, string name, string value)
    {
        bool isPlain = EncodedWords.IsPlain(value) && !value.Contains("=?", StringComparison.Ordinal);
        string text = isPlain
            ? value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
            : EncodedWords.Encode(value).Replace(" ", "\r\n\t", StringComparison.Ordinal);
        writer.Text($";\r\n\t{name}=\"{text}\"");
    }
}
