using System.ComponentModel.DataAnnotations;

namespace Turnstone.Client.Mailboxes;

/// <summary>Support options for mailboxes, in the place of those they have.</summary>
public sealed record MailboxOptionsDraft : MailboxSelection
{
    /// <summary>The options; empty for none.</summary>
    [StringLength(20_000)]
    public required string SupportOptions { get; init; }

    /// <summary>Confirms support options whose names or values are not known: they are kept and change nothing.</summary>
    public bool KeepUnknownOptions { get; init; }
}
