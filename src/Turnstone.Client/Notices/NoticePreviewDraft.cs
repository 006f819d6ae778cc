using System.ComponentModel.DataAnnotations;

namespace Turnstone.Client.Notices;

/// <summary>A notice to be looked at before it is saved or sent.</summary>
public sealed record NoticePreviewDraft
{
    /// <summary>The subject to try; null for the one that is saved.</summary>
    [StringLength(300)]
    public string? Subject { get; init; }

    /// <summary>The words to try; null for those that are saved.</summary>
    [StringLength(10_000)]
    public string? Body { get; init; }

    /// <summary>A mailbox of the project to fill it for; null for made-up addresses. What a pass came to is always made up.</summary>
    public Guid? MailboxId { get; init; }

    /// <summary>The day that the notice speaks of; null for none.</summary>
    public DateOnly? Date { get; init; }
}
