using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Planning;

/// <summary>What is to become of one source folder.</summary>
public sealed record PlannedFolder
{
    /// <summary>The folder at the source.</summary>
    public required SourceFolder Source { get; init; }

    /// <summary>Where it goes; null when it is left out.</summary>
    public DestinationPath? Destination { get; init; }

    /// <summary>Why it is left out; null when it is not.</summary>
    public string? LeftOut { get; init; }

    /// <summary>What was changed on the way from its name to the destination's, and why; null when nothing was.</summary>
    public string? Renamed { get; init; }

    /// <summary>True when the operator's own mapping put it there, so that sharing a folder with another is intended.</summary>
    public bool IsMapped { get; init; }
}
