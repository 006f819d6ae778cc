using Turnstone.Client.People;
using Turnstone.Server.Security;

namespace Turnstone.Server.Agents;

internal static class AgentRoutes
{
    public static void MapAgents(this IEndpointRouteBuilder routes)
    {
        var agents = routes.MapGroup("/agents").WithTags("Agents").Needs(Ability.KeepAgents);
        agents.MapGet("/", (AgentService service, CancellationToken cancellationToken) => service.ListAsync(cancellationToken))
            .WithName("ListAgents").WithSummary("Lists the workgroup's agents by name.");
        agents.MapPut("/{agent:guid}/role", (Guid agent, RoleDraft draft, AgentService service, CancellationToken cancellationToken) =>
                service.ChangeRoleAsync(agent, draft.Role, cancellationToken))
            .WithName("ChangeAgentRole").WithSummary("Gives an agent another role; that of an Administrator only by an Administrator.");
        agents.MapDelete("/{agent:guid}", async (Guid agent, AgentService service, CancellationToken cancellationToken) =>
            {
                await service.RemoveAsync(agent, cancellationToken);
                return TypedResults.NoContent();
            })
            .WithName("RemoveAgent").WithSummary("Takes an agent out of the workgroup, and back the tokens they made in it.");
    }
}
