using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

namespace Turnstone.Server.Mail;

/// <summary>Mails that people write as text: what becomes of it as a subject and as HTML.</summary>
internal static partial class TextMail
{
    private const int LongestSubject = 200;

    /// <summary>A subject: one line, without what would end it.</summary>
    public static string Line(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= LongestSubject ? line : line[..(LongestSubject - 1)] + "…";
    }

    /// <summary>A heading and paragraphs. Everything is escaped, and addresses of pages become links.</summary>
    public static string HtmlOf(string heading, string text)
    {
        var html = new StringBuilder($"""<p style="margin:0 0 16px 0;font-size:20px;line-height:28px;">{HtmlEncoder.Default.Encode(heading)}</p>""");
        foreach (var paragraph in text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            html.Append("\n<p style=\"margin:0 0 16px 0;\">").AppendJoin("<br>\n", paragraph.Split('\n').Select(Linked)).Append("</p>");
        }

        return html.ToString();
    }

    private static string Linked(string line)
    {
        var (html, done) = (new StringBuilder(), 0);
        foreach (var link in Link().EnumerateMatches(line))
        {
            var address = HtmlEncoder.Default.Encode(line.Substring(link.Index, link.Length));
            html.Append(HtmlEncoder.Default.Encode(line[done..link.Index])).Append("<a href=\"").Append(address).Append("\" style=\"color:#0f5ea8;\">").Append(address).Append("</a>");
            done = link.Index + link.Length;
        }

        return html.Append(HtmlEncoder.Default.Encode(line[done..])).ToString();
    }

    // Not the full stop or bracket behind it.
    [GeneratedRegex("""https?://[^\s<>"]*[^\s<>".,;:!?)\]]""", RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
