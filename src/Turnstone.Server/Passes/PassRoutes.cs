using System.ComponentModel.DataAnnotations;
using Turnstone.Client.Passes;
using Turnstone.Server.Requests;
using Turnstone.Server.Security;

namespace Turnstone.Server.Passes;

internal static class PassRoutes
{
    private const string Csv = "text/csv";

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
        passes.MapGet("/errors", (Guid pass, [AsParameters] ErrorQuery query, PassErrors errors, CancellationToken cancellationToken) => errors.ListAsync(pass, query, cancellationToken))
            .WithName("ListItemErrors").WithSummary("Lists the items that a pass did not simply copy.");
        passes.MapGet("/errors/counts", (Guid pass, PassErrors errors, CancellationToken cancellationToken) => errors.CountAsync(pass, cancellationToken))
            .WithName("CountItemErrors").WithSummary("Says how many there are for each reason.");
        passes.MapGet("/errors.csv", async (Guid pass, PassErrors errors, CancellationToken cancellationToken) =>
                TypedResults.Stream(await errors.ExportAsync(pass, cancellationToken), Csv, "errors.csv"))
            .Produces<string>(StatusCodes.Status200OK, Csv)
            .WithName("ExportItemErrors").WithSummary("The same list as a file for spreadsheets.");
        MapOfMailbox(routes.MapGroup("/mailboxes/{mailbox:guid}").WithTags("Passes"));
    }

    private static void MapOfMailbox(RouteGroupBuilder mailbox)
    {
        mailbox.MapGet("/passes", (Guid mailbox, MailboxPassList passes, CancellationToken cancellationToken, [Range(0, int.MaxValue)] int skip = 0, [Range(1, 1000)] int take = 100) =>
                passes.ListAsync(mailbox, skip, take, cancellationToken))
            .Needs(Ability.See)
            .WithName("ListMailboxPasses").WithSummary("Lists a mailbox's passes, the newest first, whichever project it was in.");
        mailbox.MapGet("/folders", (Guid mailbox, MailboxPassList passes, CancellationToken cancellationToken) => passes.ListFoldersAsync(mailbox, cancellationToken))
            .Needs(Ability.See)
            .WithName("ListMailboxFolders").WithSummary("Lists a mailbox's folders, where they went and what became of their items, as the last pass left them that listed them.");
        mailbox.MapPost("/plan", (Guid mailbox, MailboxPlans plans, CancellationToken cancellationToken) => plans.MakeAsync(mailbox, cancellationToken))
            .Needs(Ability.RunProjects)
            .WithName("PlanMailbox").WithSummary("Signs in to the source, lists its folders and says where a full pass would put them. Nothing is written anywhere.");
    }
}
