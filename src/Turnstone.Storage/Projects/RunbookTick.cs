using Turnstone.Storage.Plane;

namespace Turnstone.Storage.Projects;

/// <summary>What a person says of a step of a project's runbook. A project has one a step at most; taking it back removes it.</summary>
public sealed class RunbookTick : Owned
{
    /// <summary>The longest note, in UTF-16 units.</summary>
    public const int LongestNote = 500;

    /// <summary>The project.</summary>
    public required Guid ProjectId { get; init; }

    /// <summary>Which step, by the contract's name.</summary>
    public required string Step { get; init; }

    /// <summary>Whether it was done; otherwise it is not needed.</summary>
    public required bool IsDone { get; set; }

    /// <summary>Why it is not needed, or what is worth knowing; empty where nothing is said.</summary>
    public required string Note { get; set; }

    /// <summary>Who says so.</summary>
    public required Guid AgentId { get; set; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; set; }
}
