using System.CommandLine;
using Turnstone.Cli.Remote.Output;
using Turnstone.Client.Licences;
using Turnstone.Engine.Reporting;

namespace Turnstone.Cli.Remote.Licences;

/// <summary><c>turnstone licence need</c>.</summary>
internal sealed class LicenceNeedCommand : RemoteCommand
{
    private static readonly View<LicenceNeedInfo> Need = new(
        new("Metered", need => Shown.YesNo(need.IsMetered)),
        new("Mailboxes", need => Quantity.Count(need.Mailboxes)),
        new("Used already", need => Quantity.Count(need.Used)),
        new("Would be used", need => Quantity.Count(need.WouldUse)),
        new("Lack one", need => Quantity.Count(need.Without)));

    private readonly Argument<string?> _project;

    public LicenceNeedCommand()
        : base("need", "Says what full passes and pre-stages over a project's mailboxes would take.") => _project = AddWord("project", "Name or id.");

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var name = parsed.Word(_project, "Write its name or id.", findings);
        return async (session, cancellationToken) =>
        {
            var project = await session.Names.ProjectAsync(name, cancellationToken);
            return session.Show(await session.Client.GetLicenceNeedAsync(project.Id, cancellationToken), Need);
        };
    }
}
