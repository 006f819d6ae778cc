using System.Text;

namespace Turnstone.Sandbox.Mime;

/// <summary>
/// The body tree Exchange builds: report or mixed, then related for pictures in the HTML, then alternative of text, HTML and meeting.
/// </summary>
internal sealed class BodyWriter(StoredMessage message, MimeWriter writer, int depth)
{
    private readonly string _key = Boundary.KeyOf(message, depth);
    private int _boundaries;

    public void Write()
    {
        List<StoredAttachment> pictures = [];
        List<StoredAttachment> files = [];
        foreach (StoredAttachment attachment in message.Attachments)
        {
            (attachment.IsInline && message.HtmlBody is not null ? pictures : files).Add(attachment);
        }

        if (message.Report is { } report)
        {
            string boundary = Open("report", $";\r\n\treport-type={report.ReportType}", isRoot: true);
            WriteRelated(boundary, pictures);
            Delimit(boundary);
            writer.Line("Content-Type: " + report.ContentType);
            EndWithBase64(report.Content.Span);
            Close(boundary, files);
        }
        else if (files.Count > 0)
        {
            string boundary = Open("mixed", "", isRoot: true);
            WriteRelated(boundary, pictures);
            Close(boundary, files);
        }
        else
        {
            WriteRelated(null, pictures);
        }
    }

    private void WriteRelated(string? outer, List<StoredAttachment> pictures)
    {
        if (pictures.Count == 0)
        {
            WriteAlternative(outer);
            return;
        }

        Delimit(outer);
        string boundary = Open("related", message.TextBody is null ? ";\r\n\ttype=\"text/html\"" : ";\r\n\ttype=\"multipart/alternative\"", outer is null);
        WriteAlternative(boundary);
        Close(boundary, pictures);
    }

    private void WriteAlternative(string? outer)
    {
        int forms = (message.TextBody is null ? 0 : 1) + (message.HtmlBody is null ? 0 : 1) + (message.Calendar is null ? 0 : 1);
        bool isAlone = forms <= 1;
        Delimit(outer);
        string? boundary = isAlone ? null : Open("alternative", "", outer is null);
        bool isRoot = isAlone && outer is null;
        if (message.TextBody is { } text)
        {
            Delimit(boundary);
            WriteText("text/plain", text, isRoot);
        }

        if (message.HtmlBody is { } html)
        {
            Delimit(boundary);
            WriteText("text/html", html, isRoot);
        }

        if (message.Calendar is { } calendar)
        {
            Delimit(boundary);
            WriteText("text/calendar", calendar.Text, isRoot, $"; method={calendar.Method}");
        }

        if (forms == 0)
        {
            WriteText("text/plain", "", isRoot);
        }

        if (boundary is not null)
        {
            Close(boundary, []);
        }
    }

    private void WriteText(string type, string text, bool isRoot, string parameters = "")
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        writer.Line($"Content-Type: {type}; charset=\"utf-8\"{parameters}");
        // Mostly foreign letters: base64 is the shorter form, and the one Exchange picks.
        int foreign = bytes.AsSpan().Count((byte)'=');
        foreach (byte b in bytes)
        {
            foreign += b >> 7;
        }

        if (foreign > bytes.Length / 4)
        {
            EndWithBase64(bytes, isRoot);
        }
        else
        {
            writer.Line("Content-Transfer-Encoding: quoted-printable"u8);
            EndHeaders(isRoot);
            QuotedPrintable.Write(writer, bytes);
            if (!isRoot)
            {
                // Belongs to the delimiter that follows; at the root it would become part of the text.
                writer.Line();
            }
        }
    }

    private void WriteAttachment(StoredAttachment attachment)
    {
        if (attachment.Message is { } nested)
        {
            writer.Line("Content-Type: message/rfc822"u8);
            writer.Text(attachment.IsInline ? "Content-Disposition: inline" : "Content-Disposition: attachment");
            if (attachment.FileName != nested.Subject)
            {
                ParameterText.Write(writer, "filename", attachment.FileName);
            }

            writer.Line();
            WriteIds(attachment);
            writer.Line();
            MimeExporter.Write(nested, writer, depth + 1);
            writer.Line();
            return;
        }

        writer.Text("Content-Type: " + attachment.ContentType);
        if (attachment.Charset is { } charset)
        {
            ParameterText.Write(writer, "charset", charset);
        }

        ParameterText.Write(writer, "name", attachment.FileName);
        writer.Line();
        HeaderFolding.Write(writer, "Content-Description", EncodedWords.IsPlain(attachment.FileName) ? attachment.FileName : EncodedWords.Encode(attachment.FileName));
        writer.Text(attachment.IsInline ? "Content-Disposition: inline" : "Content-Disposition: attachment");
        ParameterText.Write(writer, "filename", attachment.FileName);
        writer.Line($"; size={attachment.Content.Length}");
        WriteIds(attachment);
        EndWithBase64(attachment.Content.Span);
    }

    private void WriteIds(StoredAttachment attachment)
    {
        if (attachment.ContentId is { } id)
        {
            HeaderFolding.Write(writer, "Content-ID", "<" + id + ">");
        }

        if (attachment.ContentLocation is { } location)
        {
            HeaderFolding.Write(writer, "Content-Location", location);
        }
    }

    private void EndWithBase64(ReadOnlySpan<byte> bytes, bool isRoot = false)
    {
        writer.Line("Content-Transfer-Encoding: base64"u8);
        EndHeaders(isRoot);
        writer.Base64(bytes);
    }

    private string Open(string subtype, string parameters, bool isRoot)
    {
        string boundary = Boundary.Name(_boundaries++, _key);
        writer.Line($"Content-Type: multipart/{subtype}{parameters};\r\n\tboundary=\"{boundary}\"");
        EndHeaders(isRoot);
        return boundary;
    }

    private void EndHeaders(bool isRoot)
    {
        if (isRoot)
        {
            writer.Line("MIME-Version: 1.0"u8);
        }

        writer.Line();
    }

    private void Delimit(string? boundary)
    {
        if (boundary is not null)
        {
            writer.Line("--" + boundary);
        }
    }

    private void Close(string boundary, List<StoredAttachment> attachments)
    {
        foreach (StoredAttachment attachment in attachments)
        {
            Delimit(boundary);
            WriteAttachment(attachment);
        }

        writer.Line("--" + boundary + "--");
        writer.Line();
    }
}
