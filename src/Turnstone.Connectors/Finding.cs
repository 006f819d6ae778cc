using Turnstone.Engine.Checks;

namespace Turnstone.Connectors;

/// <summary>What a step of a check found, when it threw nothing. A plain text is a finding that all is well.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Detail">The evidence.</param>
/// <param name="Remedy">What to do; empty where nothing needs doing.</param>
internal readonly record struct Finding(TestOutcome Outcome, string Detail, string Remedy = "")
{
    public static implicit operator Finding(string detail) => new(TestOutcome.Ok, detail);

    /// <summary>It works, but.</summary>
    public static Finding Warning(string detail, string remedy) => new(TestOutcome.Warning, detail, remedy);

    /// <summary>It does not work; for a fault that nothing was thrown for.</summary>
    public static Finding Failed(string detail, string remedy) => new(TestOutcome.Failed, detail, remedy);

    /// <summary>There was nothing to try.</summary>
    public static Finding Skipped(string reason) => new(TestOutcome.Skipped, reason);
}
