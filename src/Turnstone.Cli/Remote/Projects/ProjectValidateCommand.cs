using System.CommandLine;
using Turnstone.Cli.Remote.Output;

namespace Turnstone.Cli.Remote.Projects;

/// <summary><c>turnstone project validate</c>: which of the two endpoints is at fault?</summary>
internal sealed class ProjectValidateCommand : RemoteCommand
{
    private readonly Argument<string?> _project;

    public ProjectValidateCommand()
        : base("validate", "Tries both endpoints of a project and says which one is at fault. Ends with 3 where one is.") => _project = AddWord("project", "Name or id.");

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var name = parsed.Word(_project, "Write its name or id.", findings);
        return async (session, cancellationToken) =>
        {
            var project = await session.Names.ProjectAsync(name, cancellationToken);
            var found = await session.Client.ValidateProjectAsync(project.Id, cancellationToken);
            session.Tell(found, found.AtFault is { } side ? $"The {Shown.Word(side)} is at fault: {found.Error}" : "Both endpoints are fine.");
            return found.AtFault is null ? ExitStatus.Fine : ExitStatus.MailboxFailed;
        };
    }
}
