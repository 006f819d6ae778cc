namespace Turnstone.Engine.Checks;

/// <summary>One step of a check, as soon as it is over. Command line, REST, pages and reports show the same.</summary>
/// <param name="Name">What was tried, such as <c>TLS</c>.</param>
/// <param name="Duration">How long it took; zero for a skipped step.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Detail">The evidence: what was found, or what went wrong.</param>
/// <param name="Remedy">What to do about it; empty where nothing needs doing.</param>
public sealed record TestStep(string Name, TimeSpan Duration, TestOutcome Outcome, string Detail, string Remedy = "");
