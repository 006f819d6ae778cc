using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;
using Turnstone.Storage.Plane;

namespace Turnstone.Storage.Passes;

/// <summary>
/// One pass over a mailbox, from its submission to its result. While it is under way it belongs to a process by <see cref="Owner"/> and
/// <see cref="Epoch"/>: whoever takes it over raises the mailbox's epoch, and what the former owner still writes meets no row.
/// </summary>
public sealed partial class MailboxPass : Owned
{
    /// <summary>The mailbox.</summary>
    public required Guid MailboxId { get; init; }

    /// <summary>The project it was in when it was submitted: its queue.</summary>
    public required Guid ProjectId { get; init; }

    /// <summary>The mailbox's address at the source then, for people.</summary>
    public required string Mailbox { get; init; }

    /// <summary>What it is to do.</summary>
    public required PassKind Kind { get; init; }

    /// <summary>Only items received before, UTC; null for no bound.</summary>
    public DateTimeOffset? OlderThan { get; init; }

    /// <summary>Only items received at or after, UTC; null for no bound.</summary>
    public DateTimeOffset? NewerThan { get; init; }

    /// <summary>How much is compared afterwards.</summary>
    public VerificationMode Verification { get; init; } = VerificationMode.Sample;

    /// <summary>Whether changed flags of items that are there are brought over.</summary>
    public bool RefreshFlags { get; init; }

    /// <summary>The licence it runs on; null where its kind takes none, or the server did not meter when it was submitted.</summary>
    public Guid? LicenceId { get; init; }

    /// <summary>Who submitted it.</summary>
    public required Guid SubmittedBy { get; init; }

    /// <summary>When it was submitted, UTC.</summary>
    public required DateTimeOffset Submitted { get; init; }

    /// <summary>When it may begin, UTC.</summary>
    public required DateTimeOffset Due { get; set; }

    /// <summary>Of those that may begin, those with the higher number do so first; then those that were due first.</summary>
    public int Priority { get; set; }

    /// <summary>Where it stands.</summary>
    public PassState State { get; set; }

    /// <summary>Whether it is over.</summary>
    public bool IsOver { get; set; }

    /// <summary>Whether somebody asked for it to stop.</summary>
    public bool WantsStop { get; set; }

    /// <summary>Its mailbox's epoch when it was last taken on; part of everything its owner writes.</summary>
    public long Epoch { get; set; }

    /// <summary>The process that has it; null where none does.</summary>
    public string? Owner { get; set; }

    /// <summary>When its owner last showed that it lives, UTC; null where nobody has it.</summary>
    public DateTimeOffset? Beat { get; set; }

    /// <summary>When it first began, UTC; null while it did not.</summary>
    public DateTimeOffset? Started { get; set; }

    /// <summary>When it was over, UTC; null while it is not.</summary>
    public DateTimeOffset? Finished { get; set; }
}
