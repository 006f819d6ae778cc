using Turnstone.Server.Security;

namespace Turnstone.Server.Actions;

internal static class ActionRoutes
{
    public static void MapActions(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/actions", ([AsParameters] ActionQuery query, ActionService service, CancellationToken cancellationToken) => service.ListAsync(query, cancellationToken))
            .Needs(Ability.KeepWorkgroup)
            .WithName("ListActions").WithTags("Action log").WithSummary("Lists who did what when, the newest first.");
}
