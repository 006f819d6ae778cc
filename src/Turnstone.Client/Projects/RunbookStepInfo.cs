namespace Turnstone.Client.Projects;

/// <summary>A step of a move, and what is known to have happened of it.</summary>
public sealed record RunbookStepInfo
{
    /// <summary>Which.</summary>
    public required RunbookStep Step { get; init; }

    /// <summary>How it stands.</summary>
    public required RunbookState State { get; init; }

    /// <summary>For how many it is done: mailboxes, or endpoints; null where it is not counted.</summary>
    public int? Done { get; init; }

    /// <summary>Of how many; null where it is not counted.</summary>
    public int? Of { get; init; }

    /// <summary>When it was last done, UTC; null where that is not known.</summary>
    public DateTimeOffset? At { get; init; }
}
