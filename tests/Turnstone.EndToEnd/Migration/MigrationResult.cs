namespace Turnstone.EndToEnd.Migration;

/// <summary>A migration that ran to its end.</summary>
internal sealed record MigrationResult(int Status, string Output, JsonReport Report);
