namespace Turnstone.Engine.Reporting;

/// <summary>One word for a mailbox's result.</summary>
public enum Grade
{
    /// <summary>All there, nothing repaired, verification clean.</summary>
    Perfect,

    /// <summary>All there but for what rules left behind, or with repairs.</summary>
    Good,

    /// <summary>Item errors, or a difference found by verification.</summary>
    Investigate,

    /// <summary>The mailbox failed, or the numbers do not add up.</summary>
    Poor,
}
