namespace Turnstone.Storage.Agents;

/// <summary>What an agent may do in a workgroup.</summary>
public enum Role
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
