using Turnstone.Client.Passes;

namespace Turnstone.Client.Mailboxes;

/// <summary>What a full pass would do with a mailbox's folders if it began now.</summary>
public sealed record MailboxPlanInfo
{
    /// <summary>The mailbox.</summary>
    public required Guid MailboxId { get; init; }

    /// <summary>When the source was asked, UTC.</summary>
    public required DateTimeOffset Made { get; init; }

    /// <summary>In the order of the pass; empty where the source could not be read.</summary>
    public required IReadOnlyList<PlannedFolderInfo> Folders { get; init; }

    /// <summary>Why there is no plan, or why a pass would not follow it; null where nothing stands in the way.</summary>
    public FailureInfo? Failure { get; init; }
}
