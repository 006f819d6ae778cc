using System.ComponentModel.DataAnnotations;
using Turnstone.Client.Passes;
using Turnstone.Server.Requests;
using Turnstone.Server.Security;

namespace Turnstone.Server.Passes;

internal static class PassRoutes
{
    public static void MapPasses(this IEndpointRouteBuilder routes)
    {
        var ofProject = routes.MapGroup("/projects/{project:guid}/passes").WithTags("Passes");
        ofProject.MapGet("/", (Guid project, [AsParameters] PassQuery query, PassService service, CancellationToken cancellationToken) =>
                service.ListAsync(project, query, cancellationToken))
            .Needs(Ability.See)
            .WithName("ListPasses").WithSummary("Lists passes of a project, the newest first.");
        ofProject.MapPost("/", (Guid project, PassDraft draft, PassService service, CancellationToken cancellationToken) =>
                service.SubmitAsync(project, draft, cancellationToken))
            .Needs(Ability.RunProjects)
            .OncePerKey().WithName("SubmitPasses").WithSummary("Submits a pass over each of the mailboxes that may have one, and says of each other why not.");
        ofProject.MapPost("/stop", (Guid project, StopDraft draft, PassService service, CancellationToken cancellationToken) =>
                service.StopAsync(project, draft, cancellationToken))
            .Needs(Ability.RunProjects)
            .WithName("StopPasses").WithSummary("Stops passes in whatever state they are.");
        ofProject.MapGet("/events", async (Guid project, PassWatch watch, CancellationToken cancellationToken) =>
                TypedResults.ServerSentEvents(await watch.WatchAsync(project, cancellationToken)))
            .Needs(Ability.See)
            .WithName("WatchPasses").WithSummary("Shows passes as they go on, as server-sent events.");

        var passes = routes.MapGroup("/passes/{pass:guid}").WithTags("Passes").Needs(Ability.See);
        passes.MapGet("/", (Guid pass, PassService service, CancellationToken cancellationToken) => service.GetAsync(pass, cancellationToken))
            .WithName("GetPass").WithSummary("Shows a pass: where it stands, how far it is, what it came to.");
        passes.MapGet("/errors", (Guid pass, PassService service, CancellationToken cancellationToken, [Range(0, int.MaxValue)] int skip = 0, [Range(1, 1000)] int take = 100) =>
                service.ListErrorsAsync(pass, skip, take, cancellationToken))
            .WithName("ListItemErrors").WithSummary("Lists the items that a pass did not simply copy.");
    }
}
