namespace Turnstone.Client.People;

/// <summary>How much of its agent's rights an access token has; each holds what stands before it.</summary>
public enum AccessScope
{
    /// <summary>Looking.</summary>
    Read,

    /// <summary>Customers, endpoints, projects, mailboxes and passes.</summary>
    Operate,

    /// <summary>All that the agent may do.</summary>
    Full,
}
