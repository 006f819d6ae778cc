namespace Turnstone.Server.Security;

/// <summary>What somebody may do. Every route says which one it needs; <see cref="Abilities"/> says who has it.</summary>
internal enum Ability
{
    /// <summary>Asking who one is and what is still needed of one: by whatever somebody came with, and before their second step.</summary>
    KnowOneself,

    /// <summary>Seeing and changing one's own session, password and tokens.</summary>
    BeOneself,

    /// <summary>Seeing customers, endpoints, projects, mailboxes and passes.</summary>
    See,

    /// <summary>Adding and changing customers and their people.</summary>
    KeepCustomers,

    /// <summary>Adding and changing endpoints, projects and mailboxes, starting and stopping passes.</summary>
    RunProjects,

    /// <summary>Buying licences.</summary>
    BuyLicences,

    /// <summary>Accepting payments, redeeming coupons, billing credentials.</summary>
    KeepBilling,

    /// <summary>Inviting agents and changing their roles.</summary>
    KeepAgents,

    /// <summary>Settings of the workgroup such as project sharing, and its action log.</summary>
    KeepWorkgroup,

    /// <summary>Making a workgroup.</summary>
    MakeWorkgroups,
}
