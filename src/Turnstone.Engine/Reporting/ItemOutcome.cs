namespace Turnstone.Engine.Reporting;

/// <summary>The one state in which each item of the source ends a pass.</summary>
public enum ItemOutcome
{
    /// <summary>Delivered in this pass.</summary>
    Copied,

    /// <summary>Delivered by an earlier pass.</summary>
    AlreadyThere,

    /// <summary>Left behind by a rule of this pass.</summary>
    Skipped,

    /// <summary>Could not be delivered.</summary>
    Failed,
}
