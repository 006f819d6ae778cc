using System.ComponentModel.DataAnnotations;
using Turnstone.Storage.Actions;
using Turnstone.Storage.Plane;

namespace Turnstone.Storage.Projects;

/// <summary>Mailboxes that are moved from one endpoint to another, and what holds for all of them.</summary>
public sealed class Project : Owned, ILogged
{
    /// <summary>Whose mailboxes.</summary>
    public required Guid CustomerId { get; init; }

    /// <summary>Whose project it is, for workgroups that do not share them; null where the house made it.</summary>
    public Guid? CreatedBy { get; init; }

    /// <summary>What people call it; no two projects of a workgroup have the same name.</summary>
    public required string Name
    {
        get;
        set => (field, NameSearch) = (value, SearchText.Of(value));
    }

    /// <summary>The endpoint mailboxes are copied from; null until one is chosen.</summary>
    public Guid? SourceId { get; set; }

    /// <summary>The endpoint they are copied into; null until one is chosen.</summary>
    public Guid? DestinationId { get; set; }

    /// <summary>The pool of workers nearest to the destination.</summary>
    public required string Region { get; set; }

    /// <summary>Passes that may run at once; default 100, what the market leader has.</summary>
    [Range(1, 1000)]
    public int MostAtOnce { get; set; } = 100;

    /// <summary>
    /// Raised whenever passes of it are submitted, or mailboxes leave it: whoever does so at the same time waits for the others at this row.
    /// </summary>
    public long Claims { get; set; }

    /// <summary>Item errors after which a pass has failed; default 1000.</summary>
    [Range(1, 1_000_000)]
    public int MostErrors { get; set; } = 1000;

    /// <summary>Passes that count, for each mailbox; default 10.</summary>
    [Range(1, 1000)]
    public int MostPasses { get; set; } = 10;

    /// <summary>Folders to leave out, a regular expression; empty for none.</summary>
    public string FolderFilter { get; set; } = "";

    /// <summary>Only items received at or after this moment, UTC; null for no bound. A pass may bring bounds of its own.</summary>
    public DateTimeOffset? NewerThan { get; set; }

    /// <summary>Only items received before this moment, UTC; null for no bound.</summary>
    public DateTimeOffset? OlderThan { get; set; }

    /// <summary>The most its passes read together, in megabits a second; null for as fast as they can.</summary>
    [Range(0.1, 1_000_000)]
    public double? MostMegabits { get; set; }

    /// <summary>Addresses that hear of each pass that ended well, a line each; empty for none.</summary>
    public string SuccessAddresses { get; set; } = "";

    /// <summary>Addresses that hear of each pass that failed, a line each; empty for none.</summary>
    public string FailureAddresses { get; set; } = "";

    /// <summary>Support options as people write them, a line each; empty for none.</summary>
    public string SupportOptions { get; set; } = "";

    /// <summary>Whether subjects of items that failed are kept for the report; default no.</summary>
    public bool KeepsSubjects { get; set; }

    /// <summary>Days without use after which credentials are purged; default 180.</summary>
    [Range(1, 3650)]
    public int PurgeDays { get; set; } = 180;

    /// <summary>When it was made, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it was put away, UTC; null while it is listed.</summary>
    public DateTimeOffset? Archived { get; set; }

    /// <summary>The name for searching.</summary>
    public string NameSearch { get; private set; } = "";

    string ILogged.Called => Name;
}
