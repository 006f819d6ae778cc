namespace Turnstone.Client.Dashboard;

/// <summary>Something that somebody should look at.</summary>
public sealed record AttentionInfo
{
    /// <summary>What it is about.</summary>
    public required AttentionKind Kind { get; init; }

    /// <summary>How many: mailboxes, licences or orders.</summary>
    public required int Count { get; init; }

    /// <summary>The project; null where it is about none.</summary>
    public Guid? ProjectId { get; init; }

    /// <summary>What the project is called; null where it is about none.</summary>
    public string? Project { get; init; }

    /// <summary>The order; null where it is about none.</summary>
    public Guid? OrderId { get; init; }

    /// <summary>The code of what stopped passes; null where nothing did.</summary>
    public string? Code { get; init; }

    /// <summary>What one of them said, for people; empty where there is nothing to say.</summary>
    public string Message { get; init; } = "";

    /// <summary>What to do about it, for people; empty where that is plain.</summary>
    public string Remedy { get; init; } = "";

    /// <summary>Until when it matters, UTC; null where there is no such moment.</summary>
    public DateTimeOffset? Until { get; init; }
}
