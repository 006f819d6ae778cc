using Turnstone.Engine.Failures;

namespace Turnstone.Engine.Reporting;

/// <summary>An item that was not plainly copied: failed, skipped, repaired, or found to differ from its source. One line of the report.</summary>
public sealed record ItemNote
{
    /// <summary>The source folder's path as the report shows it.</summary>
    public required string Folder { get; init; }

    /// <summary>The item's UID.</summary>
    public required uint Uid { get; init; }

    /// <summary>What it came to.</summary>
    public required ItemOutcome Outcome { get; init; }

    /// <summary>Why: a failure's or a rule's code; null for an item that was copied after a repair. With <c>verification/different</c> the item is there, copied or already there, and not as it was.</summary>
    public FailureCode? Code { get; init; }

    /// <summary>For people: what happened.</summary>
    public string Message { get; init; } = "";

    /// <summary>For people: what to do.</summary>
    public string Remedy { get; init; } = "";

    /// <summary>The item's size in bytes by the best knowledge there is.</summary>
    public long Bytes { get; init; }

    /// <summary>Received time, UTC; null where unknown.</summary>
    public DateTimeOffset? Received { get; init; }

    /// <summary>What was changed or substituted so that it could arrive; null when nothing was.</summary>
    public string? Repair { get; init; }
}
