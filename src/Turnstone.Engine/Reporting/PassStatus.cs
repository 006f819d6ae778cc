namespace Turnstone.Engine.Reporting;

/// <summary>How a pass over one mailbox ended.</summary>
public enum PassStatus
{
    /// <summary>Everything accounted for, no errors.</summary>
    Completed,

    /// <summary>Everything accounted for, some items failed.</summary>
    CompletedWithErrors,

    /// <summary>The mailbox failed: something stopped the pass, or its numbers do not add up.</summary>
    Failed,

    /// <summary>Stopped on request; the same pass again carries on.</summary>
    Stopped,
}
