using Turnstone.Client.Passes;

namespace Turnstone.Client.Mailboxes;

/// <summary>What is to become of one source folder.</summary>
public sealed record PlannedFolderInfo
{
    /// <summary>Its names at the source, outermost first.</summary>
    public required IReadOnlyList<string> Source { get; init; }

    /// <summary>Its names at the destination, outermost first, Exchange's own folders in English; null where it is left out.</summary>
    public IReadOnlyList<string>? Destination { get; init; }

    /// <summary>How many items it holds by the server's quick count; null where the server does not say, and for a container.</summary>
    public long? Items { get; init; }

    /// <summary>Bytes by the server's quick count; null where the server does not say.</summary>
    public long? Bytes { get; init; }

    /// <summary>What is changed on the way from its name to the destination's, and why; null when nothing is.</summary>
    public string? Renamed { get; init; }

    /// <summary>The source folder, before it, whose destination it shares, its names outermost first; null where it is the first or the only one.</summary>
    public IReadOnlyList<string>? Joins { get; init; }

    /// <summary>Whether a folder mapping put it there.</summary>
    public bool IsMapped { get; init; }

    /// <summary>Why it is left out; null when it is not.</summary>
    public string? LeftOut { get; init; }

    /// <summary>Why it cannot be opened; null where nothing is wrong.</summary>
    public FailureInfo? Failure { get; init; }
}
