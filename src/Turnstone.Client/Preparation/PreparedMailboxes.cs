namespace Turnstone.Client.Preparation;

/// <summary>Which mailboxes of an Exchange organisation are prepared.</summary>
public enum PreparedMailboxes
{
    /// <summary>Those that the project moves to, by their destination addresses.</summary>
    Project,

    /// <summary>All there are.</summary>
    All,
}
