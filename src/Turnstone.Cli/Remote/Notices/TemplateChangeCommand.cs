using System.CommandLine;
using Turnstone.Cli.Commands;
using Turnstone.Cli.Settings;
using Turnstone.Client.Notices;

namespace Turnstone.Cli.Remote.Notices;

/// <summary><c>turnstone notice template change</c>.</summary>
internal sealed class TemplateChangeCommand : NoticeCommand
{
    private readonly Option<string?> _subject;
    private readonly Option<string?> _bodyFile;

    public TemplateChangeCommand()
        : base("change", "Gives a project words of its own for a kind of notice, as Liquid. What could not be filled in is refused, with the place.", NoticeWords.Kinds)
    {
        _subject = Add("--subject", "text", "The subject.");
        _bodyFile = Add("--body-file", "file", "A file with what it says; a blank line begins a paragraph.");
    }

    protected override Func<RemoteSession, Guid, NoticeKind, CancellationToken, Task<int>> ReadDeed(ParseResult parsed, Findings findings)
    {
        var subject = parsed.Required(_subject, "Write the subject.", findings);
        var file = parsed.Required(_bodyFile, "Name a file with what it says.", findings);
        var body = file is null ? null : SecretFile.ReadText(_bodyFile.Name, file, "text", findings);
        return async (session, project, kind, cancellationToken) => session.Show(
            await session.Client.ChangeNoticeTemplateAsync(project, kind, new NoticeTemplateDraft { Subject = subject!, Body = body! }, cancellationToken), TemplateView.Of);
    }
}
