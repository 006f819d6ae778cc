using System.ComponentModel.DataAnnotations;

namespace Turnstone.Client.Mailboxes;

/// <summary>Where a mailbox comes from and where it goes.</summary>
public abstract record MailboxSettings
{
    /// <summary>The primary address at the source.</summary>
    [Required(ErrorMessage = "This field cannot be left blank."), StringLength(254)]
    public required string SourceAddress { get; init; }

    /// <summary>The primary address at the destination.</summary>
    [Required(ErrorMessage = "This field cannot be left blank."), StringLength(254)]
    public required string DestinationAddress { get; init; }

    /// <summary>The login at the source, or what the server calls the mailbox where an administrator opens it; null where that is the address.</summary>
    [StringLength(500)]
    public string? SourceLogin { get; init; }

    /// <summary>The login at the destination; null where that is the address, or an account of the endpoint opens the mailbox.</summary>
    [StringLength(500)]
    public string? DestinationLogin { get; init; }

    /// <summary>The number in the last column of a bulk import, kept as it came.</summary>
    [Range(0, int.MaxValue)]
    public int Flags { get; init; }

    /// <summary>Support options of this mailbox, added to the project's; empty for none.</summary>
    [StringLength(20_000)]
    public string SupportOptions { get; init; } = "";

    /// <summary>The colour of its star, one to six; null for none.</summary>
    [Range(1, 6)]
    public int? Star { get; init; }
}
