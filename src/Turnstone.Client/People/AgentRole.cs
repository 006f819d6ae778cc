namespace Turnstone.Client.People;

/// <summary>What an agent may do in a workgroup.</summary>
public enum AgentRole
{
    /// <summary>Belongs to it and may do nothing.</summary>
    Inactive,

    /// <summary>Works on customers, projects and passes.</summary>
    Associate,

    /// <summary>Buys licences and invites agents, too.</summary>
    Manager,

    /// <summary>May do everything.</summary>
    Administrator,
}
