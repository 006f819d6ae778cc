namespace Turnstone.Engine.Checks;

/// <summary>How a step of a check ended; the order is from harmless to harmful, but for what was not tried.</summary>
public enum TestOutcome
{
    /// <summary>It works.</summary>
    Ok,

    /// <summary>It works, and costs something or soon will; the step says what and what to do.</summary>
    Warning,

    /// <summary>It does not; the step says why and what to do.</summary>
    Failed,

    /// <summary>It was not tried: an earlier step failed, or nothing was given to try it with.</summary>
    Skipped,
}
