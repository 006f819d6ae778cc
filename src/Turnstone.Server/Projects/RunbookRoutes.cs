using Turnstone.Client.Projects;
using Turnstone.Server.Security;

namespace Turnstone.Server.Projects;

internal static class RunbookRoutes
{
    public static void MapRunbook(this IEndpointRouteBuilder routes)
    {
        var runbook = routes.MapGroup("/projects/{project:guid}").WithTags("Runbook");
        runbook.MapGet("/runbook", (Guid project, RunbookService service, CancellationToken cancellationToken) => service.ReadAsync(project, cancellationToken))
            .Needs(Ability.See)
            .WithName("GetRunbook").WithSummary("Lists the steps of a move, each with what is known to have happened of it.");
        runbook.MapPut("/runbook/{step}", (Guid project, QueryWord<RunbookStep> step, RunbookTickDraft draft, RunbookService service, CancellationToken cancellationToken) =>
                service.TickAsync(project, step.Value, draft, cancellationToken))
            .Needs(Ability.RunProjects)
            .WithName("TickRunbook").WithSummary("Says of a step that it was done, or that this move does without it; what happened cannot be overruled.");
        runbook.MapDelete("/runbook/{step}", (Guid project, QueryWord<RunbookStep> step, RunbookService service, CancellationToken cancellationToken) =>
                service.UntickAsync(project, step.Value, cancellationToken))
            .Needs(Ability.RunProjects)
            .WithName("UntickRunbook").WithSummary("Takes back what was said of a step.");
        runbook.MapGet("/hand-over", async (Guid project, HandOverService service, CancellationToken cancellationToken) =>
            {
                var report = await service.ReadAsync(project, cancellationToken);
                return TypedResults.Stream(output => HandOverWriter.WriteAsync(report, output, cancellationToken), "text/html; charset=utf-8", "hand-over.html");
            })
            .Needs(Ability.See)
            .WithName("ExportHandOver").WithSummary("Writes what a project came to as one page for whoever takes it over: open points first, steps, checks, mailboxes.");
    }
}
