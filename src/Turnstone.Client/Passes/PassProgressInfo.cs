namespace Turnstone.Client.Passes;

/// <summary>How far a pass is. While it is under way, counts are of what it has done so far.</summary>
public sealed record PassProgressInfo
{
    /// <summary>What it is busy with, a word; null while it is not under way.</summary>
    public string? Phase { get; init; }

    /// <summary>The folder in work; null between folders.</summary>
    public string? Folder { get; init; }

    /// <summary>Items at the source; null while they are not counted.</summary>
    public long? ItemsTotal { get; init; }

    /// <summary>Items that have reached their state.</summary>
    public long ItemsDone { get; init; }

    /// <summary>Items found at the source, when it is over: the sum of the four that follow.</summary>
    public long Found { get; init; }

    /// <summary>Items copied.</summary>
    public long Copied { get; init; }

    /// <summary>Items that were there already.</summary>
    public long AlreadyThere { get; init; }

    /// <summary>Items left behind by rule.</summary>
    public long Skipped { get; init; }

    /// <summary>Items that failed.</summary>
    public long Failed { get; init; }

    /// <summary>Bytes copied.</summary>
    public long BytesCopied { get; init; }

    /// <summary>Items a second; zero where there is no rate.</summary>
    public double ItemsPerSecond { get; init; }

    /// <summary>Bytes a second.</summary>
    public double BytesPerSecond { get; init; }

    /// <summary>When it will probably be over, UTC; null where there is no basis for that.</summary>
    public DateTimeOffset? Expected { get; init; }

    /// <summary>Until when it waits, UTC; null when it does not.</summary>
    public DateTimeOffset? WaitsUntil { get; init; }
}
