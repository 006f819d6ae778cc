namespace Turnstone.Client.Mailboxes;

/// <summary>Mailboxes for another project.</summary>
public sealed record MoveDraft : MailboxSelection
{
    /// <summary>The project, of the same customer.</summary>
    public required Guid ProjectId { get; init; }
}
