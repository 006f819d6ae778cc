namespace Turnstone.Engine.Reporting;

/// <summary>Counts of items, and bytes copied, of a folder or a mailbox.</summary>
public sealed record Totals
{
    /// <summary>Items at the source.</summary>
    public long Found { get; init; }

    /// <summary>Delivered in this pass.</summary>
    public long Copied { get; init; }

    /// <summary>Delivered before.</summary>
    public long AlreadyThere { get; init; }

    /// <summary>Left behind by rule.</summary>
    public long Skipped { get; init; }

    /// <summary>Not delivered.</summary>
    public long Failed { get; init; }

    /// <summary>Bytes of the items copied in this pass, as the source served them.</summary>
    public long BytesCopied { get; init; }

    /// <summary>Of those left behind, what only the dry run keeps back: a real pass would copy them. Zero but in a dry run.</summary>
    public long WouldCopy { get; init; }

    /// <summary>Bytes of those, by the source's word.</summary>
    public long WouldCopyBytes { get; init; }

    /// <summary>Whether every item is in exactly one state.</summary>
    public bool AddsUp => Found == Copied + AlreadyThere + Skipped + Failed;

    public static Totals operator +(Totals left, Totals right) => new()
    {
        Found = left.Found + right.Found,
        Copied = left.Copied + right.Copied,
        AlreadyThere = left.AlreadyThere + right.AlreadyThere,
        Skipped = left.Skipped + right.Skipped,
        Failed = left.Failed + right.Failed,
        BytesCopied = left.BytesCopied + right.BytesCopied,
        WouldCopy = left.WouldCopy + right.WouldCopy,
        WouldCopyBytes = left.WouldCopyBytes + right.WouldCopyBytes,
    };
}
