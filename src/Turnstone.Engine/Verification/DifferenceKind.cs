namespace Turnstone.Engine.Verification;

/// <summary>The ways in which a delivered item can differ from its source.</summary>
public enum DifferenceKind
{
    /// <summary>A header field of the source is not there.</summary>
    HeaderMissing,

    /// <summary>A header field says something else.</summary>
    HeaderChanged,

    /// <summary>A text of the source is not there.</summary>
    TextMissing,

    /// <summary>A text reads otherwise.</summary>
    TextChanged,

    /// <summary>An attachment of the source is not there.</summary>
    AttachmentMissing,

    /// <summary>An attachment of this name is there with other bytes.</summary>
    AttachmentChanged,

    /// <summary>An attachment is there under another name.</summary>
    AttachmentRenamed,

    /// <summary>An attachment lost the id by which the text shows it.</summary>
    AttachmentUnlinked,

    /// <summary>An attached message is not there.</summary>
    MessageMissing,

    /// <summary>A signed or encrypted part is not the same byte for byte.</summary>
    SealedPartChanged,

    /// <summary>Something is there that the source does not have.</summary>
    PartAdded,

    /// <summary>The received time is another.</summary>
    ReceivedTime,

    /// <summary>The sent time is another.</summary>
    SentTime,

    /// <summary>A flag is another than the one it was delivered with.</summary>
    Flag,

    /// <summary>The categories are others than those it was delivered with.</summary>
    Categories,

    /// <summary>The item is not in the folder it was delivered to.</summary>
    ItemMissing,

    /// <summary>The source no longer hands the item out, so nothing can be said of it.</summary>
    SourceUnreadable,

    /// <summary>The destination does not hand the item out, so nothing can be said of it.</summary>
    DestinationUnreadable,

    /// <summary>Its form goes beyond what is compared: nested too deeply, or a header without measure.</summary>
    NotComparable,
}
