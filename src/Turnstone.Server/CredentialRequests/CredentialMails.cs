using Microsoft.EntityFrameworkCore;
using Turnstone.Server.Mail;
using Turnstone.Server.Notices;
using Turnstone.Storage.Mailboxes;
using Turnstone.Storage.Notices;
using Turnstone.Storage.Plane;
using Turnstone.Storage.Projects;

namespace Turnstone.Server.CredentialRequests;

/// <summary>The mails that ask for credentials, in a project's words.</summary>
internal sealed class CredentialMails
{
    private readonly NoticeWords _words;
    private readonly NoticeContext _context;
    private readonly string _contact;

    private CredentialMails(NoticeWords words, NoticeContext context, string contact) => (_words, _context, _contact) = (words, context, contact);

    /// <summary>Those of a project, for what an agent asks.</summary>
    public static async Task<CredentialMails> ReadAsync(PlaneContext rows, Project project, Guid agent, CancellationToken cancellationToken) => new(
        await NoticeWordings.ReadAsync(rows, project.Id, NoticeKind.CredentialsNeeded, cancellationToken),
        await NoticeContext.ReadAsync(rows, project, cancellationToken),
        await rows.Agents.Where(row => row.Id == agent).Select(row => row.Email!).SingleAsync(cancellationToken));

    /// <summary>The mail for a request.</summary>
    public Task<MailContent> FillAsync(Mailbox mailbox, CredentialRequest request, string link, bool isReminder) =>
        _words.FillAsync(new Dictionary<string, object>(NoticeValues.Of(_context, mailbox))
        {
            ["needed"] = NeededOf(request.AsksSource, request.AsksDestination),
            ["link"] = link,
            ["expires"] = MailText.Of(request.Expires),
            ["reminder"] = isReminder,
            ["contact"] = _contact,
        });

    private static string NeededOf(bool source, bool destination) => (source, destination) switch
    {
        (true, true) => "the user names and passwords of your present and of your new mailbox",
        (true, false) => "the user name and password of your present mailbox",
        _ => "the user name and password of your new mailbox",
    };
}
