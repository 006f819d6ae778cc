using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Transfer;

/// <summary>A pass at one moment. Cheap to make; sent a few times a second at most.</summary>
public sealed record PassProgress
{
    /// <summary>What it is busy with.</summary>
    public required PassPhase Phase { get; init; }

    /// <summary>The source folder in work, as people write it; null between folders.</summary>
    public string? Folder { get; init; }

    /// <summary>Items at the source by the servers' quick counts; null while they are not known.</summary>
    public long? ItemsTotal { get; init; }

    /// <summary>Items that have reached their state in this pass, of whichever kind.</summary>
    public long ItemsDone { get; init; }

    /// <summary>Items copied in this pass.</summary>
    public long Copied { get; init; }

    /// <summary>Items failed in this pass.</summary>
    public long Failed { get; init; }

    /// <summary>Bytes copied in this pass.</summary>
    public long BytesCopied { get; init; }

    /// <summary>Items copied a second, smoothed; zero until there is a rate.</summary>
    public double ItemsPerSecond { get; init; }

    /// <summary>Bytes copied a second, smoothed.</summary>
    public double BytesPerSecond { get; init; }

    /// <summary>What is probably left, from both rates and the waits so far; null until there is a basis for it.</summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>The wait that ends last; null when nobody waits.</summary>
    public Wait? Waiting { get; init; }
}
