using System.ComponentModel.DataAnnotations;
using Turnstone.Client.Mailboxes;

namespace Turnstone.Client.Passes;

/// <summary>Passes to be submitted, one over each mailbox.</summary>
public sealed record PassDraft
{
    /// <summary>What they are to do.</summary>
    public required PassKind Kind { get; init; }

    /// <summary>The mailboxes; null where a filter chooses, or for all of the project.</summary>
    public IReadOnlyList<Guid>? Mailboxes { get; init; }

    /// <summary>What the mailboxes are like; null where their ids choose, or for all of the project.</summary>
    public MailboxFilter? Filter { get; init; }

    /// <summary>When they may begin, UTC; null for now.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>Those with the higher number begin first.</summary>
    [Range(-100, 100)]
    public int Priority { get; init; }

    /// <summary>Only items received before this moment, UTC. Null for no bound, but for a pre-stage: 90 days before now.</summary>
    public DateTimeOffset? OlderThan { get; init; }

    /// <summary>Only items received at or after this moment, UTC; null for no bound.</summary>
    public DateTimeOffset? NewerThan { get; init; }

    /// <summary>How much is compared with the source afterwards; default a sample.</summary>
    public Verification Verification { get; init; } = Verification.Sample;

    /// <summary>Whether a full pass brings over changed flags of items that are there already.</summary>
    public bool RefreshFlags { get; init; }
}
