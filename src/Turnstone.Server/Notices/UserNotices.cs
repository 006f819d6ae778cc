using Microsoft.EntityFrameworkCore;
using Turnstone.Client.Notices;
using Turnstone.Server.Mail;
using Turnstone.Server.Mailboxes;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Storage.Mailboxes;
using NoticeKind = Turnstone.Storage.Notices.NoticeKind;

namespace Turnstone.Server.Notices;

/// <summary>Writes to the users of mailboxes when an operator asks for it: all the mails are saved, or none.</summary>
internal sealed class UserNotices(Workspace workspace, ProjectMailboxes mailboxes, Outbox outbox)
{
    /// <summary>As many as are written in one go.</summary>
    private const int Most = 10_000;

    /// <summary>Writes a mail for each mailbox and address; one address on both sides hears of it once.</summary>
    /// <exception cref="Refusal">Nothing was written.</exception>
    public async Task<UserNoticeInfo> SendAsync(Guid project, UserNoticeDraft draft, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var within = await mailboxes.ProjectAsync(rows, project, cancellationToken);
        var kind = (NoticeKind)draft.Kind;
        if (!NoticeKinds.IsForUsers(kind))
        {
            throw Refusal.Wrong(RefusalCodes.NoticeKind, "To users go beforePreStage and afterCutOver; the others are written when a pass is over.", "kind");
        }

        outbox.Require();
        var chosen = await (await ProjectMailboxes.ChosenAsync(rows, project, draft, cancellationToken)).AsNoTracking()
            .OrderBy(row => row.SourceSearch).ThenBy(row => row.Id).Take(Most + 1).ToListAsync(cancellationToken);
        if (chosen.Count > Most)
        {
            throw Refusal.Conflict(RefusalCodes.NoticeTooMany, $"A notice goes to {Most} mailboxes at most: choose fewer, by star or by search.", "filter");
        }

        var words = await NoticeWordings.ReadAsync(rows, project, kind, cancellationToken);
        var context = await NoticeContext.ReadAsync(rows, within, cancellationToken);
        var contact = await rows.Agents.Where(row => row.Id == workspace.Caller.AgentId).Select(row => row.Email!).SingleAsync(cancellationToken);
        var mails = 0;
        foreach (var mailbox in chosen)
        {
            var content = await words.FillAsync(NoticeValues.Of(context, mailbox, contact, draft.Date));
            foreach (var address in AddressesOf(mailbox, draft.To))
            {
                outbox.Add(rows, address, NoticeKinds.MailKindOf(kind), content);
                mails++;
            }
        }

        rows.Note(within, "users told", $"{draft.Kind}: {chosen.Count} mailboxes");
        await rows.SaveChangesAsync(cancellationToken);
        return new UserNoticeInfo(chosen.Count, mails);
    }

    /// <summary>Where mails to a mailbox's user go.</summary>
    public static IReadOnlyList<string> AddressesOf(Mailbox mailbox, NoticeSide side) => side switch
    {
        NoticeSide.Source => [mailbox.SourceAddress],
        NoticeSide.Destination => [mailbox.DestinationAddress],
        NoticeSide.Both when mailbox.SourceSearch == mailbox.DestinationSearch => [mailbox.DestinationAddress],
        NoticeSide.Both => [mailbox.SourceAddress, mailbox.DestinationAddress],
        _ => throw new ArgumentOutOfRangeException(nameof(side), side, null),
    };
}
