using System.Text;
using Turnstone.Sandbox.Mime;
using Turnstone.Sandbox.Soap;

namespace Turnstone.Sandbox.Operations;

/// <summary>InternetMessageHeaders and PidTagTransportMessageHeaders, regenerated like the rest of the MIME.</summary>
internal static class InternetHeaders
{
    public static void Write(EwsWriter writer, StoredMessage message)
    {
        var isOpen = false;
        foreach (var (name, value) in Read(message))
        {
            if (!isOpen)
            {
                writer.Start("t:InternetMessageHeaders");
                isOpen = true;
            }

            writer.Start("t:InternetMessageHeader");
            writer.Attribute("HeaderName", name);
            writer.Text(value);
            writer.End("t:InternetMessageHeader");
        }

        if (isOpen)
        {
            writer.End("t:InternetMessageHeaders");
        }
    }

    /// <summary>The header block as it would be exported, unfolded, without the parts' own.</summary>
    public static List<(string Name, string Value)> Read(StoredMessage message)
    {
        using var stream = new MemoryStream();
        MimeExporter.Export(message with { Attachments = [], TextBody = null, HtmlBody = null, Calendar = null, Report = null, Secured = null }, stream);
        var headers = new List<(string Name, string Value)>();
        foreach (var line in Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)stream.Length)).Split("\r\n"))
        {
            if (line.Length == 0)
            {
                break;
            }

            if (line[0] is ' ' or '\t' && headers.Count > 0)
            {
                headers[^1] = (headers[^1].Name, headers[^1].Value + line);
            }
            else if (line.IndexOf(':') is var colon and > 0)
            {
                headers.Add((line[..colon], line[(colon + 1)..].TrimStart()));
            }
        }

        return headers;
    }
}
