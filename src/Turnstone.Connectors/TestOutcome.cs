namespace Turnstone.Connectors;

/// <summary>How a step of a connectivity test ended.</summary>
public enum TestOutcome
{
    /// <summary>It works.</summary>
    Ok,

    /// <summary>It does not; the step says why and what to do.</summary>
    Failed,

    /// <summary>It was not tried: an earlier step failed, or nothing was given to try it with.</summary>
    Skipped,
}
