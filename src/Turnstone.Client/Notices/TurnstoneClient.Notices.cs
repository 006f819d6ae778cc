using Turnstone.Client.Notices;

namespace Turnstone.Client;

public sealed partial class TurnstoneClient
{
    /// <summary>Shows the words a project has for each kind of notice.</summary>
    public Task<IReadOnlyList<NoticeTemplateInfo>> ListNoticeTemplatesAsync(Guid project, CancellationToken cancellationToken = default) =>
        ReadAsync<IReadOnlyList<NoticeTemplateInfo>>(HttpMethod.Get, $"projects/{project}/notice-templates", null, cancellationToken);

    /// <summary>Gives a project words of its own for a kind of notice; what could not be filled in is refused, with the place.</summary>
    public Task<NoticeTemplateInfo> ChangeNoticeTemplateAsync(Guid project, NoticeKind kind, NoticeTemplateDraft draft, CancellationToken cancellationToken = default) =>
        ReadAsync<NoticeTemplateInfo>(HttpMethod.Put, $"projects/{project}/notice-templates/{Text(kind)}", draft, cancellationToken);

    /// <summary>Takes a project's own words away; the house's are used again.</summary>
    public Task ResetNoticeTemplateAsync(Guid project, NoticeKind kind, CancellationToken cancellationToken = default) =>
        DoAsync(HttpMethod.Delete, $"projects/{project}/notice-templates/{Text(kind)}", null, cancellationToken);

    /// <summary>Shows a notice as its recipient would see it; nothing is saved or sent.</summary>
    public Task<NoticePreview> PreviewNoticeAsync(Guid project, NoticeKind kind, NoticePreviewDraft draft, CancellationToken cancellationToken = default) =>
        ReadAsync<NoticePreview>(HttpMethod.Post, $"projects/{project}/notice-templates/{Text(kind)}/preview", draft, cancellationToken);

    /// <summary>Writes to the users of mailboxes, in the project's words.</summary>
    public Task<UserNoticeInfo> SendUserNoticeAsync(Guid project, UserNoticeDraft draft, CancellationToken cancellationToken = default) =>
        OnceAsync<UserNoticeInfo>($"projects/{project}/notices", draft, cancellationToken);
}
