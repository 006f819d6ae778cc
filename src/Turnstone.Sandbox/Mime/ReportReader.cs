using System.Text;
using MimeKit;

namespace Turnstone.Sandbox.Mime;

/// <summary>Recognises delivery reports and read receipts (multipart/report of RFC 6522) at the root of a message.</summary>
internal static class ReportReader
{
    public static (string ItemClass, StoredReport Report)? TryRead(Multipart multipart, MimeSource source)
    {
        if (!multipart.ContentType.IsMimeType("multipart", "report") || multipart.Count < 2 || multipart[1] is not MimePart part)
        {
            return null;
        }

        string type = part.ContentType.MediaSubtype.ToLowerInvariant();
        if (!part.ContentType.MediaType.Equals("message", StringComparison.OrdinalIgnoreCase)
            || type is not ("delivery-status" or "disposition-notification"))
        {
            return null;
        }

        StoredReport report = new(type, source.Decode(part));
        string fields = Encoding.Latin1.GetString(report.Content.Span);
        string itemClass = type == "delivery-status"
            ? Says(fields, "Action:", "failed") ? ItemClasses.NonDelivery : ItemClasses.Delivery
            : Says(fields, "Disposition:", "displayed") ? ItemClasses.Read : ItemClasses.NotRead;
        return (itemClass, report);
    }

    private static bool Says(string fields, string name, string value)
    {
        foreach (ReadOnlySpan<char> line in fields.AsSpan().EnumerateLines())
        {
            if (line.StartsWith(name, StringComparison.OrdinalIgnoreCase) && line.Contains(value, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
