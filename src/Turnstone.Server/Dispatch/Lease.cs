namespace Turnstone.Server.Dispatch;

/// <summary>That a pass belongs to this process, until another raises the epoch.</summary>
internal sealed record Lease
{
    /// <summary>The pass.</summary>
    public required Guid PassId { get; init; }

    /// <summary>Its workgroup.</summary>
    public required Guid WorkgroupId { get; init; }

    /// <summary>The mailbox it moves.</summary>
    public required Guid MailboxId { get; init; }

    /// <summary>The epoch under which this process has it, higher than any earlier one of the mailbox; part of all it writes.</summary>
    public required long Epoch { get; init; }
}
