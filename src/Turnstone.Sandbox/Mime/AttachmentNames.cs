using System.Globalization;
using MimeKit;

namespace Turnstone.Sandbox.Mime;

/// <summary>Names and media types an attachment can be kept and written under.</summary>
internal static class AttachmentNames
{
    /// <summary>ATT00001.txt and so on, as Exchange names the nameless (text parts of Apple Mail, by msxfaq.de "IMAP mit macOS Mail"). Assumption: the extensions other than txt and htm.</summary>
    public static string Numbered(int number, string contentType)
    {
        string extension = contentType switch
        {
            "text/plain" => "txt",
            "text/html" => "htm",
            "text/calendar" => "ics",
            "text/vcard" or "text/x-vcard" => "vcf",
            "image/jpeg" => "jpg",
            "image/png" => "png",
            "image/gif" => "gif",
            "message/rfc822" => "eml",
            _ => contentType.StartsWith("text/", StringComparison.Ordinal) ? "txt" : "dat",
        };
        return string.Create(CultureInfo.InvariantCulture, $"ATT{number:D5}.{extension}");
    }

    /// <summary>
    /// Media type in lower case. A part of bytes cannot travel as a container: what claims to be one is octets.
    /// </summary>
    public static string SafeType(MimeEntity entity)
    {
        string type = entity.ContentType.MimeType.ToLowerInvariant();
        bool isContainer = type.StartsWith("multipart/", StringComparison.Ordinal) || type is "message/rfc822" or "message/global" or "message/news";
        return isContainer || !type.All(IsTypeCharacter) ? "application/octet-stream" : type;
    }

    /// <summary>Well-formed text on one line, or null when nothing is left.</summary>
    public static string? Clean(string? value)
    {
        if (value is null)
        {
            return null;
        }

        string text = UnicodeText.WellFormed(value);
        text = text.Any(char.IsControl) ? string.Concat(text.Where(c => !char.IsControl(c))) : text;
        text = text.Trim();
        return text.Length > 0 ? text : null;
    }

    private static bool IsTypeCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '+' or '.' or '_' or '!' or '#' or '$' or '&' or '^';
}
