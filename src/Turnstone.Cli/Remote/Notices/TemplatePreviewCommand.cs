using System.CommandLine;
using Turnstone.Cli.Commands;
using Turnstone.Cli.Remote.Output;
using Turnstone.Cli.Settings;
using Turnstone.Client.Notices;

namespace Turnstone.Cli.Remote.Notices;

/// <summary><c>turnstone notice template preview</c>.</summary>
internal sealed class TemplatePreviewCommand : NoticeCommand
{
    private static readonly View<NoticePreview> Preview = new(new("Subject", notice => notice.Subject), new("Text", notice => notice.Text));

    private readonly Option<string?> _subject;
    private readonly Option<string?> _bodyFile;
    private readonly Option<string?> _mailbox;
    private readonly Option<string?> _date;

    public TemplatePreviewCommand()
        : base("preview", "Shows a notice as its recipient would see it; nothing is saved or sent.", NoticeWords.Kinds)
    {
        _subject = Add("--subject", "text", "A subject to try. Default: the one that is saved.");
        _bodyFile = Add("--body-file", "file", "A file with words to try. Default: those that are saved.");
        _mailbox = Add("--mailbox", "address | id", "A mailbox to fill it for. Default: made-up addresses.");
        _date = Add("--date", "yyyy-MM-dd", "The day that it speaks of.");
    }

    protected override Func<RemoteSession, Guid, NoticeKind, CancellationToken, Task<int>> ReadDeed(ParseResult parsed, Findings findings)
    {
        var draft = new NoticePreviewDraft
        {
            Subject = parsed.Text(_subject),
            Body = parsed.Text(_bodyFile) is { } file ? SecretFile.ReadText(_bodyFile.Name, file, "text", findings) : null,
            Date = DayOf(parsed, _date, findings),
        };
        var mailbox = parsed.Text(_mailbox);
        return async (session, project, kind, cancellationToken) =>
        {
            var filled = mailbox is null ? draft : draft with { MailboxId = (await session.Names.MailboxAsync(project, mailbox, cancellationToken)).Id };
            return session.Show(await session.Client.PreviewNoticeAsync(project, kind, filled, cancellationToken), Preview);
        };
    }
}
