using Turnstone.Storage.Agents;

namespace Turnstone.Server.Security;

/// <summary>The matrix of roles: the lowest role that may, and the least scope of a token. Roles as at the market leader.</summary>
internal static class Abilities
{
    private static readonly Dictionary<Ability, (Role Lowest, TokenScope Least)> Matrix = new()
    {
        [Ability.KnowOneself] = (Role.Inactive, TokenScope.Read),
        [Ability.BeOneself] = (Role.Inactive, TokenScope.Full),
        [Ability.See] = (Role.Associate, TokenScope.Read),
        [Ability.KeepCustomers] = (Role.Associate, TokenScope.Operate),
        [Ability.RunProjects] = (Role.Associate, TokenScope.Operate),
        [Ability.MakeWorkgroups] = (Role.Associate, TokenScope.Full),
        [Ability.BuyLicences] = (Role.Manager, TokenScope.Full),
        [Ability.KeepAgents] = (Role.Manager, TokenScope.Full),
        [Ability.KeepBilling] = (Role.Administrator, TokenScope.Full),
        [Ability.KeepWorkgroup] = (Role.Administrator, TokenScope.Full),
    };

    /// <summary>Whether the caller's role has it.</summary>
    public static bool IsHeldBy(this Ability ability, Role role) => role >= Matrix[ability].Lowest;

    /// <summary>Whether what the caller came with lets them use it: a token may have less than its agent.</summary>
    public static bool IsWithin(this Ability ability, TokenScope scope) => scope >= Matrix[ability].Least;

    /// <summary>Whether it is had without the second step that a workgroup asks for: whoever lacks that has to see so, and to turn it on.</summary>
    public static bool ComesBeforeTwoStep(this Ability ability) => ability is Ability.KnowOneself or Ability.BeOneself;

    /// <summary>The lowest role that has it, to say so.</summary>
    public static Role LowestRole(this Ability ability) => Matrix[ability].Lowest;
}
