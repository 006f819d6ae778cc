namespace Turnstone.Sandbox.Mime;

/// <summary>
/// A message the way Exchange keeps it: properties, bodies as Unicode and attachments as bytes, never the MIME it arrived as
/// ([MS-OXCMAIL]). What fits no property Exchange keeps in PidTagMimeSkeleton ([MS-OXCMSG]), which is not imitated.
/// Text is well-formed UTF-16; line ends in bodies are CRLF. Instances never change; make another with <c>with</c>.
/// </summary>
public sealed partial record StoredMessage
{
    /// <summary>PidTagMessageClass, derived from the MIME structure.</summary>
    public string ItemClass { get; init; } = ItemClasses.Note;

    /// <summary>The decoded subject; null when the message has no Subject header, empty when the header is empty.</summary>
    public string? Subject { get; init; }

    /// <summary>The first author; null when there is none.</summary>
    public StoredAddress? From { get; init; }

    /// <summary>Who sent it on the author's behalf; null when the message does not say.</summary>
    public StoredAddress? Sender { get; init; }

    public IReadOnlyList<StoredAddress> To { get; init; } = [];

    public IReadOnlyList<StoredAddress> Cc { get; init; } = [];

    public IReadOnlyList<StoredAddress> Bcc { get; init; } = [];

    public IReadOnlyList<StoredAddress> ReplyTo { get; init; } = [];

    /// <summary>PidTagClientSubmitTime from the Date header, in UTC (the zone is not kept); null when there is none a FILETIME can hold.</summary>
    public DateTimeOffset? ClientSubmitTime { get; init; }

    /// <summary>With its angle brackets, as the header had it; null when there is none.</summary>
    public string? InternetMessageId { get; init; }

    public string? InReplyTo { get; init; }

    public string? References { get; init; }

    public Importance Importance { get; init; } = Importance.Normal;

    public Sensitivity Sensitivity { get; init; } = Sensitivity.Normal;

    /// <summary>PidTagReadReceiptRequested: with this off, no request is written on export, whatever <see cref="ReadReceiptTo"/> holds.</summary>
    public bool IsReadReceiptRequested { get; init; }

    /// <summary>Who asked for the read receipt.</summary>
    public IReadOnlyList<StoredAddress> ReadReceiptTo { get; init; } = [];

    /// <summary>Headers without a property of their own, in their order: Received, DKIM-Signature, List-*, X-* and the like.</summary>
    public IReadOnlyList<StoredHeader> Headers { get; init; } = [];

    public string? TextBody { get; init; }

    public string? HtmlBody { get; init; }

    /// <summary>The meeting object of an IPM.Schedule.Meeting item; null otherwise.</summary>
    public StoredCalendar? Calendar { get; init; }

    /// <summary>The machine-readable part of a REPORT item; null otherwise.</summary>
    public StoredReport? Report { get; init; }

    /// <summary>
    /// The signed or encrypted entity of an IPM.Note.SMIME* item, byte for byte; null otherwise. What Exchange shows as the one
    /// attachment <c>smime.p7m</c>. <see cref="TextBody"/> and <see cref="HtmlBody"/> are then a preview of what was signed and
    /// <see cref="Attachments"/> is empty.
    /// </summary>
    public SecuredPayload? Secured { get; init; }

    public IReadOnlyList<StoredAttachment> Attachments { get; init; } = [];

    /// <summary>What Outlook shows a paper clip for: an attachment that is not a picture inside the text.</summary>
    public bool HasAttachments => Attachments.Any(attachment => !attachment.IsInline);

    /// <summary>PidTagMessageSize, about: the bytes of texts and attachments with a fixed share for the properties.</summary>
    public long Size => PropertyBytes + (2L * ((Subject?.Length ?? 0) + (TextBody?.Length ?? 0)))
        + (HtmlBody?.Length ?? 0) + (Calendar?.Text.Length ?? 0) + (Report?.Content.Length ?? 0) + (Secured?.Body.Length ?? 0)
        + Headers.Sum(header => (long)header.Name.Length + header.Value.Length)
        + Attachments.Sum(attachment => attachment.Size);

    private const int PropertyBytes = 1024;
}
