using Turnstone.Engine.Reporting;
using Turnstone.Storage.Plane;

namespace Turnstone.Storage.Passes;

/// <summary>An item that a pass did not simply copy: it failed, arrived only after a repair, or differs from its source.</summary>
public sealed class ItemError : Owned
{
    /// <summary>The pass.</summary>
    public required Guid PassId { get; init; }

    /// <summary>The source folder, as the report shows it.</summary>
    public required string Folder { get; init; }

    /// <summary>The item's UID there.</summary>
    public required long Uid { get; init; }

    /// <summary>What it came to.</summary>
    public required ItemOutcome Outcome { get; init; }

    /// <summary>Why; null for an item that was repaired.</summary>
    public string? Code { get; init; }

    /// <summary>For people: what happened.</summary>
    public required string Message { get; init; }

    /// <summary>For people: what to do.</summary>
    public required string Remedy { get; init; }

    /// <summary>Its size in bytes, by the best knowledge there is.</summary>
    public required long Bytes { get; init; }

    /// <summary>When it was received, UTC; null where unknown.</summary>
    public DateTimeOffset? Received { get; init; }

    /// <summary>What was changed so that it could arrive; null when nothing was.</summary>
    public string? Repair { get; init; }
}
