using Turnstone.Client.People;
using Turnstone.Server.Components.Fields;

namespace Turnstone.Server.Agents;

/// <summary>What roles are for, in words.</summary>
internal static class RoleWords
{
    /// <summary>Those that somebody may give.</summary>
    public static IReadOnlyList<Choice> GivenBy(bool isAdministrator) =>
    [
        .. Enum.GetValues<AgentRole>().Where(role => isAdministrator || role != AgentRole.Administrator).Select(role => new Choice(role.ToString(), $"{role} – {NoteOf(role)}")),
    ];

    private static string NoteOf(AgentRole role) => role switch
    {
        AgentRole.Inactive => "may sign in, and do nothing",
        AgentRole.Associate => "works on customers, projects and passes",
        AgentRole.Manager => "buys licences and invites agents, too",
        AgentRole.Administrator => "may do everything",
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };
}
