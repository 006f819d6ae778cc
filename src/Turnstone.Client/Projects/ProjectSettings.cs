using System.ComponentModel.DataAnnotations;

namespace Turnstone.Client.Projects;

/// <summary>What holds for all mailboxes of a project.</summary>
public abstract record ProjectSettings
{
    /// <summary>The customer whose mailboxes they are; cannot be changed.</summary>
    public required Guid CustomerId { get; init; }

    /// <summary>What people call it; no two projects of a workgroup have the same name.</summary>
    [Required(ErrorMessage = "This field cannot be left blank."), StringLength(200)]
    public required string Name { get; init; }

    /// <summary>The IMAP endpoint mailboxes are copied from; null until one is chosen.</summary>
    public Guid? SourceId { get; init; }

    /// <summary>The Exchange endpoint they are copied into; null until one is chosen.</summary>
    public Guid? DestinationId { get; init; }

    /// <summary>The pool of workers nearest to the destination; has to be given.</summary>
    [Required(ErrorMessage = "This field cannot be left blank."), StringLength(50)]
    public string Region { get; init; } = "";

    /// <summary>Passes that may run at once; default 100. Holds at once, in both directions.</summary>
    [Range(1, 1000)]
    public int MostAtOnce { get; init; } = 100;

    /// <summary>Item errors after which a pass has failed; default 1000.</summary>
    [Range(1, 1_000_000)]
    public int MostErrors { get; init; } = 1000;

    /// <summary>Passes that count, for each mailbox; default 10.</summary>
    [Range(1, 1000)]
    public int MostPasses { get; init; } = 10;

    /// <summary>Folders to leave out: a regular expression over their paths with <c>/</c> between, case ignored; empty for none.</summary>
    [StringLength(4000)]
    public string FolderFilter { get; init; } = "";

    /// <summary>Only items received at or after this moment, UTC; null for no bound. Bounds of a pass go before it.</summary>
    public DateTimeOffset? NewerThan { get; init; }

    /// <summary>Only items received before this moment, UTC; null for no bound. Bounds of a pass go before it.</summary>
    public DateTimeOffset? OlderThan { get; init; }

    /// <summary>Support options, <c>Name=Value</c> with blanks or lines between; empty for none.</summary>
    [StringLength(20_000)]
    public string SupportOptions { get; init; } = "";

    /// <summary>The most that all its passes read together, in megabits a second; null for as fast as they can.</summary>
    [Range(0.1, 1_000_000)]
    public double? MostMegabits { get; init; }

    /// <summary>Addresses that hear of each pass that ended well.</summary>
    [MaxLength(15)]
    public IReadOnlyList<string> SuccessAddresses { get; init; } = [];

    /// <summary>Addresses that hear of each pass that failed.</summary>
    [MaxLength(15)]
    public IReadOnlyList<string> FailureAddresses { get; init; } = [];

    /// <summary>Whether subjects of items that failed are kept for the report; default no.</summary>
    public bool KeepsSubjects { get; init; }

    /// <summary>Days without use after which credentials are cleared; default 180.</summary>
    [Range(1, 3650)]
    public int PurgeDays { get; init; } = 180;
}
