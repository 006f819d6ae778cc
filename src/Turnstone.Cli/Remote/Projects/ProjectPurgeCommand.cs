using System.CommandLine;
using Turnstone.Cli.Commands;
using Turnstone.Client.Projects;

namespace Turnstone.Cli.Remote.Projects;

/// <summary><c>turnstone project purge</c>: how long credentials are kept that nobody uses.</summary>
internal sealed class ProjectPurgeCommand : RemoteCommand
{
    private readonly Argument<string?> _project;
    private readonly Option<string?> _days;

    public ProjectPurgeCommand()
        : base("purge", "Says after how many days without use a project's credentials are cleared.")
    {
        _project = AddWord("project", "Name or id.");
        _days = Add("--days", "n", "Days, at most 3650.");
    }

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var name = parsed.Word(_project, "Write its name or id.", findings);
        var days = parsed.Required(_days, "Write after how many days.", findings) is null ? 0 : parsed.Number(_days, 1, 3650, 180, findings);
        return async (session, cancellationToken) =>
        {
            var project = await session.Names.ProjectAsync(name, cancellationToken);
            return session.Show(await session.Client.ChangeProjectAsync(project.Id, Like(project) with { PurgeDays = days }, cancellationToken), ProjectView.Of);
        };
    }

    // What is there was confirmed when it was saved.
    private static ProjectDraft Like(ProjectInfo project) => new()
    {
        CustomerId = project.CustomerId,
        Name = project.Name,
        SourceId = project.SourceId,
        DestinationId = project.DestinationId,
        Region = project.Region,
        MostAtOnce = project.MostAtOnce,
        MostErrors = project.MostErrors,
        MostPasses = project.MostPasses,
        FolderFilter = project.FolderFilter,
        NewerThan = project.NewerThan,
        OlderThan = project.OlderThan,
        SupportOptions = project.SupportOptions,
        MostMegabits = project.MostMegabits,
        SuccessAddresses = project.SuccessAddresses,
        FailureAddresses = project.FailureAddresses,
        KeepsSubjects = project.KeepsSubjects,
        PurgeDays = project.PurgeDays,
        KeepUnknownOptions = true,
    };
}
