using System.Text;
using Turnstone.Client.Preparation;
using Turnstone.Server.Security;

namespace Turnstone.Server.Preparation;

internal static class PreparationRoutes
{
    private const string Plain = "text/plain";

    public static void MapPreparation(this IEndpointRouteBuilder routes)
    {
        var preparation = routes.MapGroup("/projects/{project:guid}/preparation").WithTags("Projects").Needs(Ability.RunProjects);
        preparation.MapGet("/", (Guid project, [AsParameters] PreparationQuery query, PreparationService service, CancellationToken cancellationToken) =>
                service.MakeAsync(project, query.ToAnswers(), cancellationToken))
            .WithName("PrepareExchange").WithSummary("Writes the scripts that prepare the Exchange organisation a project moves to, and says what they do. Nothing is changed or kept.");
        preparation.MapGet("/{script}", async (Guid project, QueryWord<PreparationScript> script, [AsParameters] PreparationQuery query, PreparationService service, CancellationToken cancellationToken) =>
            {
                var made = await service.MakeAsync(project, query.ToAnswers(), cancellationToken);
                var wanted = script.Value == PreparationScript.Undo ? made.Undo : made.Forward;
                return TypedResults.File(Encoding.ASCII.GetBytes(wanted.Text), Plain, wanted.Name);
            })
            .Produces<string>(StatusCodes.Status200OK, Plain)
            .WithName("ExportPreparation").WithSummary("Writes one of the two, forward or undo, as the file that an administrator runs.");
    }
}
