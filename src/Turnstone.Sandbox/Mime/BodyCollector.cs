using MimeKit;

namespace Turnstone.Sandbox.Mime;

/// <summary>
/// Walks the parts of one message and settles what each becomes: body, meeting, report, attachment. Exchange has one text and
/// one HTML body; whatever does not fit there is an attachment, so a tree of any shape comes out flat ([MS-OXCMAIL]).
/// </summary>
internal sealed class BodyCollector(MimeSource source, int depth)
{
    private readonly List<StoredAttachment> _attachments = [];
    private int _nameless;
    private bool _bodyIsSettled;

    public string ItemClass { get; private set; } = ItemClasses.Note;

    public string? Text { get; private set; }

    public string? Html { get; private set; }

    public StoredCalendar? Calendar { get; private set; }

    public StoredReport? Report { get; private set; }

    public SecuredPayload? Secured { get; private set; }

    public IReadOnlyList<StoredAttachment> Attachments => _attachments;

    public void CollectRoot(MimeEntity root)
    {
        if (root is Multipart { ContentType.MediaSubtype: var subtype } signed
            && subtype.Equals("signed", StringComparison.OrdinalIgnoreCase) && !source.RawBody(root).IsEmpty)
        {
            CollectSigned(signed);
        }
        else if (MimeSource.IsSmime(root))
        {
            ItemClass = ItemClasses.Smime;
            Secured = new SecuredPayload(RawHeaders.Of(root), source.RawBody(root).ToArray());
        }
        else if (root is Multipart report && ReportReader.TryRead(report, source) is { } found)
        {
            ItemClass = found.ItemClass;
            Report = found.Report;
            Walk(report[0], Place.Sequence);
            for (int i = 2; i < report.Count; i++)
            {
                Walk(report[i], Place.Attached);
            }
        }
        else
        {
            Walk(root, Place.Sequence);
        }
    }

    private void CollectSigned(Multipart signed)
    {
        if (signed.Count > 0)
        {
            Walk(signed[0], Place.Sequence);
        }

        // The parts inside are a preview only; the item's one attachment is the signed entity itself.
        _attachments.Clear();
        Calendar = null;
        ItemClass = ItemClasses.SmimeSigned;
        Secured = new SecuredPayload(RawHeaders.Of(signed), source.RawBody(signed).ToArray());
    }

    private void Walk(MimeEntity entity, Place place)
    {
        switch (entity)
        {
            case Multipart multipart:
                WalkMultipart(multipart, place);
                break;
            case TextRfc822Headers headers:
                _attachments.Add(Describe(headers, place) with { Content = source.RawBody(headers).ToArray() });
                break;
            case MessagePart { Message: { } inner }:
                StoredMessage message = MimeImporter.Convert(inner, source, depth + 1);
                _attachments.Add(Describe(entity, place, message.Subject) with { ContentType = "message/rfc822", Message = message });
                break;
            case MimePart part when !TryTakeBody(part, place):
                _attachments.Add(Describe(part, place) with { Content = source.Decode(part) });
                break;
        }
    }

    private void WalkMultipart(Multipart multipart, Place place)
    {
        bool isAlternative = multipart.ContentType.IsMimeType("multipart", "alternative");
        bool isRelated = multipart.ContentType.IsMimeType("multipart", "related");
        int root = isRelated && multipart is MultipartRelated { Root: { } start } ? Math.Max(0, multipart.IndexOf(start)) : 0;
        Place inside = isAlternative && place == Place.Sequence ? Place.Alternative : place;
        if (isRelated && multipart.Count > 0)
        {
            Walk(multipart[root], inside);
        }

        for (int i = 0; i < multipart.Count; i++)
        {
            if (!isRelated || i != root)
            {
                Walk(multipart[i], isRelated ? Place.Related : inside);
            }
        }

        _bodyIsSettled |= inside == Place.Alternative && place == Place.Sequence && (Text ?? Html) is not null;
    }

    private bool TryTakeBody(MimePart part, Place place)
    {
        if (place is Place.Related or Place.Attached || _bodyIsSettled || part.IsAttachment || part.FileName is { Length: > 0 } && place != Place.Alternative)
        {
            return false;
        }

        if (part.ContentType.IsMimeType("text", "calendar"))
        {
            return TryTakeCalendar(part);
        }

        bool isHtml = part.ContentType.IsMimeType("text", "html");
        if (!isHtml && !part.ContentType.IsMimeType("text", "plain") || (isHtml ? Html : Text) is not null)
        {
            return false;
        }

        ReadOnlySpan<byte> bytes = source.Decode(part).Span;
        string text = isHtml ? BodyText.DecodeHtml(bytes, part.ContentType.Charset) : BodyText.Decode(bytes, part.ContentType.Charset);
        Text = isHtml ? Text : text;
        Html = isHtml ? text : Html;
        _bodyIsSettled = place == Place.Sequence;
        return true;
    }

    private bool TryTakeCalendar(MimePart part)
    {
        string text = BodyText.Decode(source.Decode(part).Span, part.ContentType.Charset ?? "utf-8");
        string method = (part.ContentType.Parameters["method"] ?? "").ToUpperInvariant();
        if (Calendar is not null || MeetingClass.Of(method, text) is not { } itemClass)
        {
            return false;
        }

        ItemClass = itemClass;
        Calendar = new StoredCalendar(method, text);
        return true;
    }

    private StoredAttachment Describe(MimeEntity entity, Place place, string? subject = null)
    {
        string type = AttachmentNames.SafeType(entity);
        string? id = AttachmentNames.Clean(entity.ContentId);
        string? location = AttachmentNames.Clean(entity.ContentLocation?.OriginalString);
        string? name = AttachmentNames.Clean(subject)
            ?? AttachmentNames.Clean(entity.ContentDisposition?.FileName) ?? AttachmentNames.Clean(entity.ContentType.Name);
        return new StoredAttachment
        {
            FileName = name ?? AttachmentNames.Numbered(++_nameless, entity is MessagePart ? "message/rfc822" : type),
            ContentType = type,
            ContentId = id,
            ContentLocation = location,
            Charset = type.StartsWith("text/", StringComparison.Ordinal) ? AttachmentNames.Clean(entity.ContentType.Charset) : null,
            IsInline = (id ?? location) is not null
                && (place == Place.Related || entity.ContentDisposition is { IsAttachment: false }),
        };
    }

    /// <summary>Where a part stands: that decides whether it can still be a body.</summary>
    private enum Place
    {
        Sequence,
        Alternative,
        Related,
        Attached,
    }
}
