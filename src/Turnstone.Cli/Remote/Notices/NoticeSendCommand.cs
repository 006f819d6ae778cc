using System.CommandLine;
using Turnstone.Cli.Commands;
using Turnstone.Cli.Remote.Mailboxes;
using Turnstone.Cli.Remote.Output;
using Turnstone.Client.Notices;

namespace Turnstone.Cli.Remote.Notices;

/// <summary><c>turnstone notice send</c>.</summary>
internal sealed class NoticeSendCommand : NoticeCommand
{
    private readonly MailboxChoice _choice;
    private readonly Option<string?> _to;
    private readonly Option<string?> _date;

    public NoticeSendCommand()
        : base("send", "Writes to the users of mailboxes, in the project's words.", NoticeWords.ForUsers)
    {
        _choice = MailboxChoice.AddTo(this);
        _to = Add("--to", string.Join('|', NoticeWords.Sides.Keys), "Which of a mailbox's addresses it goes to. Default source, which people still read.");
        _date = Add("--date", "yyyy-MM-dd", "The day it speaks of, such as that of the cut-over.");
    }

    protected override Func<RemoteSession, Guid, NoticeKind, CancellationToken, Task<int>> ReadDeed(ParseResult parsed, Findings findings)
    {
        var chosen = _choice.Read(parsed, findings);
        var (to, date) = (parsed.Word(_to, NoticeWords.Sides, NoticeSide.Source, findings), DayOf(parsed, _date, findings));
        return async (session, project, kind, cancellationToken) =>
        {
            var selection = await chosen.SelectAsync(session, project, cancellationToken);
            var draft = new UserNoticeDraft { Ids = selection.Ids, Filter = selection.Filter, Kind = kind, To = to, Date = date };
            var sent = await session.Client.SendUserNoticeAsync(project, draft, cancellationToken);
            return session.Tell(sent, $"{Shown.Count(sent.Mails, "mail", "mails")} for {Shown.Count(sent.Mailboxes, "mailbox", "mailboxes")} on the way.");
        };
    }
}
