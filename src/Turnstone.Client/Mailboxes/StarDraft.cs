using System.ComponentModel.DataAnnotations;

namespace Turnstone.Client.Mailboxes;

/// <summary>Stars for mailboxes.</summary>
public sealed record StarDraft : MailboxSelection
{
    /// <summary>The colour, one to six; null takes the star away.</summary>
    [Range(1, 6)]
    public int? Star { get; init; }
}
