using Turnstone.Client.Mailboxes;
using Turnstone.Server.Requests;
using Turnstone.Server.Security;

namespace Turnstone.Server.Mailboxes;

internal static class MailboxRoutes
{
    private const string Csv = "text/csv";

    public static void MapMailboxes(this IEndpointRouteBuilder routes)
    {
        MapOne(routes.MapGroup("/mailboxes/{mailbox:guid}").WithTags("Mailboxes"));
        var many = routes.MapGroup("/projects/{project:guid}/mailboxes").WithTags("Mailboxes");
        many.MapGet("/", (Guid project, [AsParameters] MailboxQuery query, MailboxService service, CancellationToken cancellationToken) =>
                service.ListAsync(project, query, cancellationToken))
            .Needs(Ability.See)
            .WithName("ListMailboxes").WithSummary("Lists a project's mailboxes, by their address at the source where nothing else is asked for.");
        many.MapGet("/counts", (Guid project, MailboxCounts counts, CancellationToken cancellationToken) => counts.ReadAsync(project, cancellationToken))
            .Needs(Ability.See)
            .WithName("CountMailboxes").WithSummary("Says how many of a project's mailboxes stand where.");
        many.MapPost("/", async (Guid project, MailboxDraft draft, MailboxService service, CancellationToken cancellationToken) =>
            {
                var added = await service.AddAsync(project, draft, cancellationToken);
                return TypedResults.Created($"/api/v1/mailboxes/{added.Id}", added);
            })
            .Needs(Ability.RunProjects)
            .OncePerKey().WithName("AddMailbox").WithSummary("Adds a mailbox to a project.");
        many.MapPost("/import", (Guid project, HttpRequest request, [AsParameters] MailboxImportQuery query, MailboxImport import, CancellationToken cancellationToken) =>
                import.RunAsync(project, request.Body, query, cancellationToken))
            .Accepts<string>(Csv)
            .Needs(Ability.RunProjects)
            .OncePerKey().WithName("ImportMailboxes").WithSummary("Adds the mailboxes of a list with seven columns: all of them, or none and every fault at once.");
        many.MapGet("/export", async (Guid project, MailboxExport export, CancellationToken cancellationToken) =>
                TypedResults.Stream(await export.OfAsync(project, cancellationToken), Csv, "mailboxes.csv"))
            .Produces<string>(StatusCodes.Status200OK, Csv)
            .Needs(Ability.See)
            .WithName("ExportMailboxes").WithSummary("Writes a project's mailboxes as the list that can be taken in again, without passwords.");
        MapBulk(many);
    }

    private static void MapOne(RouteGroupBuilder one)
    {
        one.MapGet("/", (Guid mailbox, MailboxService service, CancellationToken cancellationToken) => service.GetAsync(mailbox, cancellationToken))
            .Needs(Ability.See)
            .WithName("GetMailbox").WithSummary("Shows a mailbox, without its passwords.");
        one.MapPut("/", (Guid mailbox, MailboxDraft draft, MailboxService service, CancellationToken cancellationToken) => service.ChangeAsync(mailbox, draft, cancellationToken))
            .Needs(Ability.RunProjects)
            .WithName("ChangeMailbox").WithSummary("Makes a mailbox what the request says.");
        one.MapDelete("/", async (Guid mailbox, MailboxService service, CancellationToken cancellationToken) =>
            {
                await service.DeleteAsync(mailbox, cancellationToken);
                return TypedResults.NoContent();
            })
            .Needs(Ability.RunProjects)
            .WithName("DeleteMailbox").WithSummary("Takes a mailbox out of its project; what was copied stays.");
    }

    private static void MapBulk(RouteGroupBuilder many)
    {
        many.MapPost("/star", (Guid project, StarDraft draft, MailboxBulk bulk, CancellationToken cancellationToken) => bulk.StarAsync(project, draft, cancellationToken))
            .Needs(Ability.RunProjects)
            .OncePerKey().WithName("StarMailboxes").WithSummary("Gives mailboxes a star, or takes it away.");
        many.MapPost("/delete", (Guid project, MailboxSelection selection, MailboxBulk bulk, CancellationToken cancellationToken) => bulk.DeleteAsync(project, selection, cancellationToken))
            .Needs(Ability.RunProjects)
            .OncePerKey().WithName("DeleteMailboxes").WithSummary("Takes mailboxes out of a project; what was copied stays.");
        many.MapPost("/move", (Guid project, MoveDraft draft, MailboxBulk bulk, CancellationToken cancellationToken) => bulk.MoveAsync(project, draft, cancellationToken))
            .Needs(Ability.RunProjects)
            .OncePerKey().WithName("MoveMailboxes").WithSummary("Moves mailboxes to another project of the same customer.");
        many.MapPost("/clear-credentials", (Guid project, ClearCredentialsDraft draft, MailboxBulk bulk, CancellationToken cancellationToken) => bulk.ClearAsync(project, draft, cancellationToken))
            .Needs(Ability.RunProjects)
            .OncePerKey().WithName("ClearMailboxCredentials").WithSummary("Forgets logins and passwords of mailboxes.");
        many.MapPost("/options", (Guid project, MailboxOptionsDraft draft, MailboxBulk bulk, CancellationToken cancellationToken) => bulk.SetOptionsAsync(project, draft, cancellationToken))
            .Needs(Ability.RunProjects)
            .OncePerKey().WithName("SetMailboxOptions").WithSummary("Gives mailboxes support options in the place of those they have.");
    }
}
