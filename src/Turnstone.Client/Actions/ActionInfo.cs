namespace Turnstone.Client.Actions;

/// <summary>A line of the action log: who did what when.</summary>
public sealed record ActionInfo
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The agent who did it; null where the server did.</summary>
    public Guid? AgentId { get; init; }

    /// <summary>What the agent is called now; null where the server did it.</summary>
    public string? Agent { get; init; }

    /// <summary>To what kind of thing, such as <c>Project</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>To which one; it may be gone since.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>What it was called.</summary>
    public required string Subject { get; init; }

    /// <summary>What was done: <c>added</c>, <c>changed</c>, <c>removed</c>, or a word of the noun's own such as <c>submitted</c>.</summary>
    public required string Action { get; init; }

    /// <summary>What changed, a line each; of a secret only that it changed. Empty where there is nothing to say.</summary>
    public required string Details { get; init; }
}
