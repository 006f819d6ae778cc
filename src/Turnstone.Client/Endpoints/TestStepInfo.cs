namespace Turnstone.Client.Endpoints;

/// <summary>One step of a test.</summary>
/// <param name="Name">What was tried, such as <c>TLS</c>.</param>
/// <param name="Milliseconds">How long it took; 0 for a step that was skipped.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Detail">What was found, what went wrong, or why it was skipped.</param>
/// <param name="Remedy">What to do; empty where nothing needs doing.</param>
public sealed record TestStepInfo(string Name, double Milliseconds, StepOutcome Outcome, string Detail, string Remedy);
