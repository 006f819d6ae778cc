using Turnstone.Storage.Plane;

namespace Turnstone.Storage.Actions;

/// <summary>Who did what when. Written with what was done, by <see cref="PlaneContext"/>; never changed afterwards.</summary>
public sealed class ActionEntry : Owned
{
    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The agent who did it; null where the house did.</summary>
    public Guid? AgentId { get; init; }

    /// <summary>To what kind of thing: the name of its row, such as <c>Project</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>To which one; it may be gone since.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>What it is called, so that the line is understood when it is gone.</summary>
    public required string Subject { get; init; }

    /// <summary>What was done: <c>added</c>, <c>changed</c>, <c>removed</c>, or a word of the noun's own such as <c>submitted</c>.</summary>
    public required string Action { get; init; }

    /// <summary>What changed, a line each: <c>name: old → new</c>. Of a secret only that it changed. Empty where there is nothing to say.</summary>
    public string Details { get; init; } = "";
}
