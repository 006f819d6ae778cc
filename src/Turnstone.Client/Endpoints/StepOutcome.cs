namespace Turnstone.Client.Endpoints;

/// <summary>How a step of a test ended.</summary>
public enum StepOutcome
{
    /// <summary>It works.</summary>
    Ok,

    /// <summary>It works, and costs something or soon will.</summary>
    Warning,

    /// <summary>It does not.</summary>
    Failed,

    /// <summary>It was not tried.</summary>
    Skipped,
}
