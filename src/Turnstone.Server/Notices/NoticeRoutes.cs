using Turnstone.Client.Notices;
using Turnstone.Server.Requests;
using Turnstone.Server.Security;
using NoticeKind = Turnstone.Storage.Notices.NoticeKind;

namespace Turnstone.Server.Notices;

internal static class NoticeRoutes
{
    public static void MapNotices(this IEndpointRouteBuilder routes)
    {
        var ofProject = routes.MapGroup("/projects/{project:guid}").WithTags("Notices");
        ofProject.MapPost("/notices", (Guid project, UserNoticeDraft draft, UserNotices notices, CancellationToken cancellationToken) =>
                notices.SendAsync(project, draft, cancellationToken))
            .Needs(Ability.RunProjects)
            .OncePerKey().WithName("SendUserNotice").WithSummary("Writes to the users of mailboxes, in the project's words.");

        var templates = ofProject.MapGroup("/notice-templates");
        templates.MapGet("/", (Guid project, NoticeTemplateService service, CancellationToken cancellationToken) => service.ListAsync(project, cancellationToken))
            .Needs(Ability.See)
            .WithName("ListNoticeTemplates").WithSummary("Shows the words a project has for each kind of notice.");
        templates.MapPut("/{kind}", (Guid project, QueryWord<NoticeKind> kind, NoticeTemplateDraft draft, NoticeTemplateService service, CancellationToken cancellationToken) =>
                service.ChangeAsync(project, kind.Value, draft, cancellationToken))
            .Needs(Ability.RunProjects)
            .WithName("ChangeNoticeTemplate").WithSummary("Gives a project words of its own; what could not be filled in is refused, with the place.");
        templates.MapDelete("/{kind}", async (Guid project, QueryWord<NoticeKind> kind, NoticeTemplateService service, CancellationToken cancellationToken) =>
            {
                await service.ResetAsync(project, kind.Value, cancellationToken);
                return TypedResults.NoContent();
            })
            .Needs(Ability.RunProjects)
            .WithName("ResetNoticeTemplate").WithSummary("Takes a project's own words away; the house's are used again.");
        templates.MapPost("/{kind}/preview", (Guid project, QueryWord<NoticeKind> kind, NoticePreviewDraft draft, NoticeTemplateService service, CancellationToken cancellationToken) =>
                service.PreviewAsync(project, kind.Value, draft, cancellationToken))
            .Needs(Ability.See)
            .WithName("PreviewNotice").WithSummary("Shows a notice as its recipient would see it; nothing is saved or sent.");
    }
}
