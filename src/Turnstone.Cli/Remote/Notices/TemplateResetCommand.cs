using System.CommandLine;
using Turnstone.Cli.Remote.Output;
using Turnstone.Client.Notices;

namespace Turnstone.Cli.Remote.Notices;

/// <summary><c>turnstone notice template reset</c>.</summary>
internal sealed class TemplateResetCommand() : NoticeCommand("reset", "Takes a project's own words for a kind of notice away; the house's are used again.", NoticeWords.Kinds)
{
    protected override Func<RemoteSession, Guid, NoticeKind, CancellationToken, Task<int>> ReadDeed(ParseResult parsed, Findings findings) =>
        async (session, project, kind, cancellationToken) =>
        {
            await session.Client.ResetNoticeTemplateAsync(project, kind, cancellationToken);
            var now = (await session.Client.ListNoticeTemplatesAsync(project, cancellationToken)).Single(template => template.Kind == kind);
            return session.Tell(now, $"{Shown.Word(kind)} is told in the house's words again.");
        };
}
