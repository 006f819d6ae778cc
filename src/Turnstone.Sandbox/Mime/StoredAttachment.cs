namespace Turnstone.Sandbox.Mime;

/// <summary>A file, or with <see cref="Message"/> set an attached message (EWS: FileAttachment, ItemAttachment).</summary>
public sealed record StoredAttachment
{
    /// <summary>Never empty: a nameless part becomes ATT00001.txt and so on as in Exchange; an attached message bears its subject.</summary>
    public required string FileName { get; init; }

    /// <summary>Media type in lower case, without parameters.</summary>
    public required string ContentType { get; init; }

    /// <summary>Without angle brackets; null when the part has none.</summary>
    public string? ContentId { get; init; }

    public string? ContentLocation { get; init; }

    /// <summary>The charset parameter of a text attachment, whose bytes are kept undecoded.</summary>
    public string? Charset { get; init; }

    /// <summary>Shown inside the text rather than in the attachment list.</summary>
    public bool IsInline { get; init; }

    /// <summary>The decoded bytes; empty for an attached message.</summary>
    public ReadOnlyMemory<byte> Content { get; init; }

    public StoredMessage? Message { get; init; }

    public long Size => Message?.Size ?? Content.Length;
}
