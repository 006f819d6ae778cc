using System.Net;
using Turnstone.Sandbox.Mime;
using Turnstone.Sandbox.Soap;

namespace Turnstone.Sandbox.Operations;

/// <summary>
/// Bodies in the form asked for. Exchange converts between the two; here the conversion is the plainest that loses no words. Assumption.
/// </summary>
internal static class BodyWriter
{
    private const int PreviewLength = 255;

    public static void Write(EwsWriter writer, StoredMessage message, string element, string bodyType)
    {
        var isHtml = bodyType == "HTML" || (bodyType == "Best" && message.HtmlBody is not null);
        writer.Start(element);
        writer.Attribute("BodyType", isHtml ? "HTML" : "Text");
        if (element == "t:Body" && isHtml)
        {
            writer.Attribute("IsTruncated", "false");
        }

        writer.Text(isHtml ? Html(message) : Text(message));
        writer.End(element);
    }

    public static string Preview(StoredMessage message)
    {
        var text = string.Join(' ', Text(message).Split((char[]?)null, 64, StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= PreviewLength ? text : text[..PreviewLength];
    }

    public static string Text(StoredMessage message) => message.TextBody ?? (message.HtmlBody is { } html ? Strip(html) : "");

    public static string Html(StoredMessage message) => message.HtmlBody
        ?? (message.TextBody is { } text ? $"<html><body><pre>{WebUtility.HtmlEncode(text)}</pre></body></html>" : "");

    private static string Strip(string html)
    {
        var text = new System.Text.StringBuilder(html.Length);
        var isTag = false;
        foreach (var c in html)
        {
            isTag = c == '<' || (isTag && c != '>');
            if (!isTag && c != '>')
            {
                text.Append(c);
            }
        }

        return WebUtility.HtmlDecode(text.ToString()).Trim();
    }
}
