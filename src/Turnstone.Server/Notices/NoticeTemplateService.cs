using Microsoft.EntityFrameworkCore;
using Turnstone.Client.Notices;
using Turnstone.Server.Mail;
using Turnstone.Server.Projects;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Storage.Notices;
using Turnstone.Storage.Plane;
using Turnstone.Storage.Projects;
using NoticeKind = Turnstone.Storage.Notices.NoticeKind;

namespace Turnstone.Server.Notices;

/// <summary>The words of projects that the caller sees.</summary>
internal sealed class NoticeTemplateService(Workspace workspace, SeenProjects seen)
{
    /// <summary>Those of a project, of each kind.</summary>
    public async Task<IReadOnlyList<NoticeTemplateInfo>> ListAsync(Guid project, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        await FindProjectAsync(rows, project, cancellationToken);
        var own = await rows.NoticeTemplates.AsNoTracking().Where(row => row.ProjectId == project).ToDictionaryAsync(row => row.Kind, cancellationToken);
        return [.. Enum.GetValues<NoticeKind>().Select(kind => InfoOf(kind, own.GetValueOrDefault(kind)))];
    }

    /// <summary>Gives a project its own.</summary>
    /// <exception cref="Refusal">There is no such project, or the words cannot be filled in.</exception>
    public async Task<NoticeTemplateInfo> ChangeAsync(Guid project, NoticeKind kind, NoticeTemplateDraft draft, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        await FindProjectAsync(rows, project, cancellationToken);
        var (subject, body) = (draft.Subject.Trim(), draft.Body.Trim());
        NoticeWordings.Parse(kind, subject, body);
        var row = await FindAsync(rows, project, kind, cancellationToken);
        if (row is null)
        {
            rows.Add(row = new NoticeTemplate { ProjectId = project, Kind = kind, Subject = subject, Body = body });
        }

        (row.Subject, row.Body) = (subject, body);
        try
        {
            await rows.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (PlaneDatabase.IsDuplicate(e))
        {
            throw Refusal.Conflict(RefusalCodes.ChangedMeanwhile, "Somebody else changed it meanwhile: read it again.");
        }

        return InfoOf(kind, row);
    }

    /// <summary>Takes a project's own away; nothing happens where it has none.</summary>
    public async Task ResetAsync(Guid project, NoticeKind kind, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        await FindProjectAsync(rows, project, cancellationToken);
        if (await FindAsync(rows, project, kind, cancellationToken) is { } row)
        {
            rows.Remove(row);
            await rows.SaveChangesAsync(cancellationToken);
        }
    }

    /// <summary>How one would look; nothing is saved or sent.</summary>
    /// <exception cref="Refusal">There is no such project or mailbox, or the words cannot be filled in.</exception>
    public async Task<NoticePreview> PreviewAsync(Guid project, NoticeKind kind, NoticePreviewDraft draft, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var within = await FindProjectAsync(rows, project, cancellationToken);
        var saved = InfoOf(kind, await FindAsync(rows, project, kind, cancellationToken));
        var words = NoticeWordings.Parse(kind, draft.Subject ?? saved.Subject, draft.Body ?? saved.Body);
        var values = new Dictionary<string, object>(NoticeKinds.SampleOf(kind));
        if (draft.MailboxId is { } id)
        {
            var mailbox = await rows.Mailboxes.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.ProjectId == project, cancellationToken) ?? throw Refusal.NotFound("mailbox");
            var context = await NoticeContext.ReadAsync(rows, within, cancellationToken);
            var contact = await rows.Agents.Where(row => row.Id == workspace.Caller.AgentId).Select(row => row.Email!).SingleAsync(cancellationToken);
            foreach (var (name, value) in NoticeKinds.IsForUsers(kind) ? NoticeValues.Of(context, mailbox, contact, draft.Date) : NoticeValues.Of(context, mailbox))
            {
                values[name] = value;
            }
        }

        var content = await words.FillAsync(values);
        return new NoticePreview(content.Subject, content.Text, content.Html);
    }

    private async Task<Project> FindProjectAsync(PlaneContext rows, Guid id, CancellationToken cancellationToken) =>
        await seen.Projects(rows).AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) ?? throw Refusal.NotFound("project");

    private static Task<NoticeTemplate?> FindAsync(PlaneContext rows, Guid project, NoticeKind kind, CancellationToken cancellationToken) =>
        rows.NoticeTemplates.SingleOrDefaultAsync(row => row.ProjectId == project && row.Kind == kind, cancellationToken);

    private static NoticeTemplateInfo InfoOf(NoticeKind kind, NoticeTemplate? own)
    {
        var (subject, body) = own is null ? MailTemplates.SourceOf(NoticeKinds.MailKindOf(kind)) : (own.Subject, own.Body);
        return new NoticeTemplateInfo { Kind = (Client.Notices.NoticeKind)kind, Subject = subject, Body = body, IsOwn = own is not null, Names = NoticeKinds.NamesOf(kind) };
    }
}
