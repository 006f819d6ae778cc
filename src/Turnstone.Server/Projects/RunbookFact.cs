using Turnstone.Client.Projects;

namespace Turnstone.Server.Projects;

/// <summary>What happened of a step, whatever people say of it.</summary>
/// <param name="State">Open, begun or done.</param>
internal sealed record RunbookFact(RunbookState State)
{
    /// <summary>Nothing of it is known.</summary>
    public static RunbookFact None { get; } = new(RunbookState.Open);

    public int? Done { get; init; }

    public int? Of { get; init; }

    public DateTimeOffset? At { get; init; }

    /// <summary>Who did it; null where nobody in particular did.</summary>
    public Guid? AgentId { get; init; }

    public string Note { get; init; } = "";

    /// <summary>The check it goes by; null where it goes by none, or that is of a project the caller does not see.</summary>
    public Guid? CheckId { get; init; }

    /// <summary>Whether it speaks against a person who says that the step is done.</summary>
    public bool Contradicts { get; init; }

    /// <summary>Done for some of so many.</summary>
    public static RunbookFact Counted(int done, int of, DateTimeOffset? at = null) =>
        new(done == 0 ? RunbookState.Open : done < of ? RunbookState.Begun : RunbookState.Done) { Done = done, Of = of, At = at };
}
