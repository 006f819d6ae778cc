namespace Turnstone.Client.Endpoints;

/// <summary>What a test of an endpoint found.</summary>
public sealed record EndpointTestInfo
{
    /// <summary>Which endpoint.</summary>
    public required Guid EndpointId { get; init; }

    /// <summary>What it is called.</summary>
    public required string Name { get; init; }

    /// <summary>Whether no step failed.</summary>
    public required bool IsFine { get; init; }

    /// <summary>What went wrong and what to do, of the step that failed; empty where none did.</summary>
    public required string Fault { get; init; }

    /// <summary>What is kept of it; null where nothing is.</summary>
    public Guid? CheckId { get; init; }

    /// <summary>The steps in their order; after one failed, those that stand on it are skipped.</summary>
    public required IReadOnlyList<TestStepInfo> Steps { get; init; }
}
