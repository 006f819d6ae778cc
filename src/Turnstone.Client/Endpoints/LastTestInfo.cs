namespace Turnstone.Client.Endpoints;

/// <summary>What the last test of an endpoint came to.</summary>
/// <param name="Verdict">The worst that a step came to.</param>
/// <param name="At">When it ended, UTC.</param>
public sealed record LastTestInfo(StepOutcome Verdict, DateTimeOffset At);
