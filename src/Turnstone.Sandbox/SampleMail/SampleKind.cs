namespace Turnstone.Sandbox.SampleMail;

/// <summary>What a sample message is an example of.</summary>
public enum SampleKind
{
    /// <summary>Plain text, now and then in a thread.</summary>
    Plain,

    /// <summary>Text and HTML with a picture inside.</summary>
    HtmlWithPicture,

    /// <summary>One or more attachments of any type and size.</summary>
    Attachments,

    /// <summary>A reply: In-Reply-To and References.</summary>
    Reply,

    /// <summary>A charset of the old world, encoded words in the headers.</summary>
    Charset,

    /// <summary>Raw 8-bit bytes where seven bits were promised, headers included.</summary>
    RawEightBit,

    /// <summary>Raw emoji and UTF-8 in the headers (RFC 6532).</summary>
    RawUtf8,

    /// <summary>A bounce: multipart/report, delivery-status (RFC 3464).</summary>
    Bounce,

    /// <summary>A read receipt: multipart/report, disposition-notification (RFC 8098).</summary>
    ReadReceipt,

    /// <summary>Asks for a read receipt, which must not be sent again by a migration.</summary>
    ReceiptRequest,

    /// <summary>A meeting request: text/calendar with a method.</summary>
    Invitation,

    /// <summary>Signed with S/MIME: one changed byte breaks it.</summary>
    SmimeSigned,

    /// <summary>Mail of a list: List-* headers, one-click unsubscribing.</summary>
    Newsletter,

    /// <summary>A message in a message in a message.</summary>
    Nested,

    /// <summary>An empty subject.</summary>
    EmptySubject,

    /// <summary>A subject of more than a thousand characters, folded.</summary>
    LongSubject,

    /// <summary>No Date header.</summary>
    NoDate,

    /// <summary>No Message-ID.</summary>
    NoMessageId,

    /// <summary>The message before it in the folder once more, byte by byte.</summary>
    Twin,

    /// <summary>A line of ten thousand characters, a boundary that never comes, a date that is none: mail as it is found.</summary>
    Malformed,

    /// <summary>The huge one.</summary>
    Large,

    /// <summary>A few hundred bytes: for counts.</summary>
    Small,
}
