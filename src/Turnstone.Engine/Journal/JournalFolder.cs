using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Journal;

/// <summary>What the journal knows of one source folder under one UIDVALIDITY.</summary>
public sealed class JournalFolder
{
    /// <summary>The journal's own number for this folder and UIDVALIDITY.</summary>
    public required long Number { get; init; }

    /// <summary>The folder's identity at the source.</summary>
    public required SourceFolderId Id { get; init; }

    /// <summary>The UIDVALIDITY under which the UIDs below mean something.</summary>
    public required uint UidValidity { get; init; }

    /// <summary>
    /// True when the journal knows nothing of this folder under this UIDVALIDITY yet: the destination is asked what it already has
    /// before anything is sent.
    /// </summary>
    public required bool IsNew { get; init; }

    /// <summary>UIDs that are at the destination. The journal adds to it as items settle; nobody else does.</summary>
    public required UidSet Settled { get; init; }

    /// <summary>UIDs whose last delivery failed, and why. The journal keeps it; nobody else does.</summary>
    public required Dictionary<uint, FailedItem> Failed { get; init; }
}
