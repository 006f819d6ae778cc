namespace Turnstone.Storage.Agents;

/// <summary>How much of its agent's rights a token has; each holds what stands before it.</summary>
public enum TokenScope
{
    /// <summary>Looking.</summary>
    Read,

    /// <summary>Customers, endpoints, projects, mailboxes and passes.</summary>
    Operate,

    /// <summary>All that the agent may do.</summary>
    Full,
}
