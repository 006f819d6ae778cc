using Turnstone.Client.Passes;

namespace Turnstone.Client.Mailboxes;

/// <summary>A folder of a mailbox as a pass left it. What it found is the sum of the four counts that follow.</summary>
public sealed record MailboxFolderInfo
{
    /// <summary>Its path at the source.</summary>
    public required string Source { get; init; }

    /// <summary>Where its items go; null for a folder that is not copied.</summary>
    public string? Destination { get; init; }

    /// <summary>Items at the source.</summary>
    public required long Found { get; init; }

    /// <summary>Items that this pass copied.</summary>
    public required long Copied { get; init; }

    /// <summary>Items that were there already.</summary>
    public required long AlreadyThere { get; init; }

    /// <summary>Items left behind by rule.</summary>
    public required long Skipped { get; init; }

    /// <summary>Items that failed.</summary>
    public required long Failed { get; init; }

    /// <summary>Bytes that this pass copied.</summary>
    public required long BytesCopied { get; init; }

    /// <summary>What was changed in its name and why; null when nothing was.</summary>
    public string? Renamed { get; init; }

    /// <summary>The folder before it whose destination it shares; null where it is the first or the only one.</summary>
    public string? Joins { get; init; }

    /// <summary>Why it was left out; null when it was not.</summary>
    public string? LeftOut { get; init; }

    /// <summary>What stopped it; null when nothing did.</summary>
    public FailureInfo? Failure { get; init; }
}
