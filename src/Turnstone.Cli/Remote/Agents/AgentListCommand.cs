using System.CommandLine;
using Turnstone.Cli.Remote.Output;
using Turnstone.Client.People;

namespace Turnstone.Cli.Remote.Agents;

/// <summary><c>turnstone agent list</c>.</summary>
internal sealed class AgentListCommand() : RemoteCommand("list", "Lists the workgroup's agents by name.")
{
    private static readonly View<AgentInfo> Columns = new(
        new("Name", agent => agent.Name),
        new("Address", agent => agent.Email),
        new("Role", agent => Shown.Word(agent.Role)),
        new("Two steps", agent => Shown.YesNo(agent.HasTwoStep)),
        new("Locked until", agent => Shown.Moment(agent.LockedUntil)),
        new("Joined", agent => Shown.Moment(agent.Joined)),
        new("Id", agent => $"{agent.Id}"));

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell) =>
        async (session, cancellationToken) => session.ShowAll(await session.Client.ListAgentsAsync(cancellationToken), Columns);
}
