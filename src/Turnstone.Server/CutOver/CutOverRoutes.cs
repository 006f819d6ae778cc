using Turnstone.Client.CutOver;
using Turnstone.Server.Security;

namespace Turnstone.Server.CutOver;

internal static class CutOverRoutes
{
    public static void MapCutOver(this IEndpointRouteBuilder routes) =>
        routes.MapGroup("/projects/{project:guid}/cut-over").WithTags("Projects")
            .MapPost("/check", async (Guid project, CutOverDraft draft, CutOverService service, CancellationToken cancellationToken) =>
                CutOverMap.InfoOf(await service.LookAsync(project, await service.PrepareAsync(project, draft, cancellationToken), cancellationToken)))
            .Needs(Ability.RunProjects)
            .WithName("CheckCutOver").WithSummary("Looks whether a mail domain's records are what they should become, and who still has the old ones. Takes up to a minute.");
}
