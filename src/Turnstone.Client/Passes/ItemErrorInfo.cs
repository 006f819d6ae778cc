namespace Turnstone.Client.Passes;

/// <summary>An item that a pass did not simply copy.</summary>
public sealed record ItemErrorInfo
{
    /// <summary>The source folder.</summary>
    public required string Folder { get; init; }

    /// <summary>The item's UID there.</summary>
    public required long Uid { get; init; }

    /// <summary>What it came to: <c>failed</c>, or <c>copied</c> after a repair or with a difference.</summary>
    public required string Outcome { get; init; }

    /// <summary>Why; null for an item that was repaired.</summary>
    public string? Code { get; init; }

    /// <summary>What happened.</summary>
    public required string Message { get; init; }

    /// <summary>What to do.</summary>
    public required string Remedy { get; init; }

    /// <summary>Its size in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>When it was received, UTC; null where unknown.</summary>
    public DateTimeOffset? Received { get; init; }

    /// <summary>What was changed so that it could arrive; null when nothing was.</summary>
    public string? Repair { get; init; }
}
