using System.CommandLine;
using Turnstone.Client.Notices;

namespace Turnstone.Cli.Remote.Notices;

/// <summary><c>turnstone notice template show</c>.</summary>
internal sealed class TemplateShowCommand() : NoticeCommand("show", "Shows the words a project has for a kind of notice, and the names they may use.", NoticeWords.Kinds)
{
    protected override Func<RemoteSession, Guid, NoticeKind, CancellationToken, Task<int>> ReadDeed(ParseResult parsed, Findings findings) =>
        async (session, project, kind, cancellationToken) =>
            session.Show((await session.Client.ListNoticeTemplatesAsync(project, cancellationToken)).Single(template => template.Kind == kind), TemplateView.Of);
}
