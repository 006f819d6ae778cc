namespace Turnstone.Client.Mailboxes;

/// <summary>Where the pass over a mailbox stands that was submitted last: the states of a pass, and none.</summary>
public enum LatestPassState
{
    /// <summary>No pass was submitted yet.</summary>
    None,

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

    /// <summary>Stopped on request.</summary>
    Stopped,

    /// <summary>Over, no errors.</summary>
    Completed,

    /// <summary>Over, some items failed.</summary>
    CompletedWithErrors,

    /// <summary>Over: something stopped it.</summary>
    Failed,
}
