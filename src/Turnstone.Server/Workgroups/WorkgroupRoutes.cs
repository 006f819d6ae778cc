using Turnstone.Client.Workgroups;
using Turnstone.Server.Security;

namespace Turnstone.Server.Workgroups;

internal static class WorkgroupRoutes
{
    public static void MapWorkgroups(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/workgroups", (WorkgroupService service, CancellationToken cancellationToken) => service.ListAsync(cancellationToken))
            .Needs(Ability.BeOneself)
            .WithName("ListWorkgroups").WithTags("Workgroups").WithSummary("Lists the workgroups you belong to.");
        routes.MapPost("/workgroups", async (WorkgroupDraft draft, WorkgroupService service, CancellationToken cancellationToken) =>
                TypedResults.Created((string?)null, await service.MakeAsync(draft, cancellationToken)))
            .Needs(Ability.MakeWorkgroups)
            .WithName("MakeWorkgroup").WithTags("Workgroups").WithSummary("Makes a workgroup with you as its Administrator; you may belong to 10.");
        routes.MapPut("/workgroup", (WorkgroupSettings settings, WorkgroupService service, CancellationToken cancellationToken) => service.ChangeAsync(settings, cancellationToken))
            .Needs(Ability.KeepWorkgroup)
            .WithName("ChangeWorkgroup").WithTags("Workgroups").WithSummary("Renames the present workgroup, and sets whether it shares projects and asks for two-step sign-in.");
    }
}
