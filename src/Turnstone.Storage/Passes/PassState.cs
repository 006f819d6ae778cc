namespace Turnstone.Storage.Passes;

/// <summary>Where a pass stands.</summary>
public enum PassState
{
    /// <summary>Accepted, and its time has not come.</summary>
    Submitted,

    /// <summary>Waits for a place among the passes that its project runs at once.</summary>
    Queued,

    /// <summary>Waits until the mailbox's user has entered their login.</summary>
    WaitingForUser,

    /// <summary>Under way.</summary>
    Migrating,

    /// <summary>Under way, and asked to stop.</summary>
    Stopping,

    /// <summary>Stopped on request; the same pass again carries on.</summary>
    Stopped,

    /// <summary>Over, everything accounted for, no errors.</summary>
    Completed,

    /// <summary>Over, everything accounted for, some items failed.</summary>
    CompletedWithErrors,

    /// <summary>Over: something stopped the mailbox, or its numbers do not add up.</summary>
    Failed,
}
