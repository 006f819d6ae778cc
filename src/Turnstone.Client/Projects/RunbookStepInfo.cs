namespace Turnstone.Client.Projects;

/// <summary>A step of a move, and what is known to have happened of it.</summary>
public sealed record RunbookStepInfo
{
    /// <summary>Which.</summary>
    public required RunbookStep Step { get; init; }

    /// <summary>How it stands.</summary>
    public required RunbookState State { get; init; }

    /// <summary>By what it is known to be done.</summary>
    public required RunbookProof Proof { get; init; }

    /// <summary>For how many it is done: mailboxes, or endpoints; null where it is not counted.</summary>
    public int? Done { get; init; }

    /// <summary>Of how many; null where it is not counted.</summary>
    public int? Of { get; init; }

    /// <summary>When it was last done, or said to be, UTC; null where that is not known.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Who did it or said so; null where nobody in particular did.</summary>
    public string? By { get; init; }

    /// <summary>What is worth knowing of it: what a check found, why it is not needed. Empty where there is nothing.</summary>
    public string Note { get; init; } = "";

    /// <summary>Whether it stands as a person said, who can take that back.</summary>
    public bool IsTicked { get; init; }

    /// <summary>The check it goes by, where the caller sees that.</summary>
    public Guid? CheckId { get; init; }
}
