namespace Turnstone.Client.Passes;

/// <summary>How many items a pass did not simply copy for one reason.</summary>
/// <param name="Outcome">What they came to: <c>failed</c>, or <c>copied</c> after a repair or with a difference.</param>
/// <param name="Code">Why; null for items that were repaired.</param>
/// <param name="Count">How many.</param>
public sealed record ItemErrorCount(string Outcome, string? Code, long Count);
