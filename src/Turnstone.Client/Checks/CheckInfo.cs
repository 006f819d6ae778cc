using Turnstone.Client.Endpoints;

namespace Turnstone.Client.Checks;

/// <summary>A check that somebody made, and what it found.</summary>
public sealed record CheckInfo
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it was about.</summary>
    public required CheckSubject Kind { get; init; }

    /// <summary>The endpoint that was tested; null for a check of something else.</summary>
    public Guid? EndpointId { get; init; }

    /// <summary>The project it was made for; null where it was made for none.</summary>
    public Guid? ProjectId { get; init; }

    /// <summary>What was checked, as its address was then.</summary>
    public required string Subject { get; init; }

    /// <summary>Who made it; null where they are gone.</summary>
    public string? By { get; init; }

    /// <summary>When its first step began, UTC.</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When its last step ended, UTC.</summary>
    public required DateTimeOffset Finished { get; init; }

    /// <summary>The worst that a step came to.</summary>
    public required StepOutcome Verdict { get; init; }

    /// <summary>The same in a sentence.</summary>
    public required string Headline { get; init; }

    /// <summary>Its steps in their order; null in lists, and once they are forgotten.</summary>
    public IReadOnlyList<TestStepInfo>? Steps { get; init; }
}
