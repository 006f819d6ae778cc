using Turnstone.Engine.Checks;
using Turnstone.Storage.Plane;

namespace Turnstone.Storage.Checks;

/// <summary>A check that somebody made, and what it found. Never changed afterwards, but for <see cref="Steps"/>, which are forgotten in time.</summary>
public sealed class CheckRun : Owned
{
    /// <summary>What was checked.</summary>
    public required CheckKind Kind { get; init; }

    /// <summary>The endpoint that was tested; null for a check of something else.</summary>
    public Guid? EndpointId { get; init; }

    /// <summary>The project it was made for: who does not see that does not see this. Null where it was made for an endpoint alone.</summary>
    public Guid? ProjectId { get; init; }

    /// <summary>What was checked, as its address was then; a test of another address says nothing of this one.</summary>
    public required string Subject { get; init; }

    /// <summary>Who made it; null where the house did.</summary>
    public Guid? AgentId { get; init; }

    /// <summary>When its first step began, UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When its last step ended, UTC.</summary>
    public required DateTimeOffset Finished { get; init; }

    /// <summary>The worst that a step came to.</summary>
    public required TestOutcome Verdict { get; init; }

    /// <summary>The same in a sentence.</summary>
    public required string Headline { get; init; }

    /// <summary>The product's version that made it.</summary>
    public required string Version { get; init; }

    /// <summary>Its steps as JSON, without passwords; null once they are forgotten, since what servers say names mailboxes and accounts.</summary>
    public string? Steps { get; set; }
}
