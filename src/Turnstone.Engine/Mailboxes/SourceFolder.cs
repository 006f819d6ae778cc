using Turnstone.Engine.Failures;

namespace Turnstone.Engine.Mailboxes;

/// <summary>A folder as the source lists it.</summary>
public sealed record SourceFolder
{
    /// <summary>The folder's identity.</summary>
    public required SourceFolderId Id { get; init; }

    /// <summary>Its decoded names, for people and for the destination.</summary>
    public required FolderPath Path { get; init; }

    /// <summary>What the server says it is for; <see cref="FolderRole.None"/> where it says nothing.</summary>
    public FolderRole Role { get; init; }

    /// <summary>What had to be assumed to read its name, as a clause for the report; null where the name was plain.</summary>
    public string? NameRemark { get; init; }

    /// <summary>Whose it is; what is not the mailbox's own is left out, and listed so that the report can say so.</summary>
    public FolderOwner Owner { get; init; }

    /// <summary>False for a container that holds folders only (<c>\Noselect</c>, <c>\NonExistent</c>).</summary>
    public bool HoldsItems { get; init; } = true;

    /// <summary>True for a view of messages that live elsewhere (<c>\All</c>, <c>\Flagged</c>, <c>\Important</c>).</summary>
    public bool IsVirtual { get; init; }

    /// <summary>
    /// True where one message may be shown by several folders (Gmail's labels): its items carry an identity, and each message is copied
    /// from the first folder that shows it.
    /// </summary>
    public bool SharesMessages { get; init; }

    /// <summary>How many items it holds by the server's quick count, for progress only; null where the server does not say.</summary>
    public long? Count { get; init; }

    /// <summary>Bytes by the server's quick count; null where the server does not say.</summary>
    public long? Bytes { get; init; }

    /// <summary>
    /// What the server says of it when asked for its folders; null where it does not say, or where its word alone is not to be believed.
    /// A folder of which an earlier listing gave the same mark, flags aside, holds what it held then.
    /// </summary>
    public FolderMark? Mark { get; init; }

    /// <summary>Why the folder cannot be opened, found while listing; null where nothing is wrong.</summary>
    public Failure? Unavailable { get; init; }
}
