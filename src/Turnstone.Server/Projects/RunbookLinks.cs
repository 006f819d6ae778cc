using Turnstone.Client.Projects;

namespace Turnstone.Server.Projects;

/// <summary>The one place that says where a step of the runbook is done. What is done on the runbook's own page has no link.</summary>
internal static class RunbookLinks
{
    /// <summary>The runbook of a project.</summary>
    public static string Of(ProjectInfo project) => $"projects/{project.Id}/runbook";

    /// <summary>Where a step is done; null where nothing here does it.</summary>
    public static string? Of(RunbookStep step, ProjectInfo project) => step switch
    {
        RunbookStep.PrepareDestination or RunbookStep.UndoPreparations => $"projects/{project.Id}/prepare",
        RunbookStep.Endpoints => $"projects/{project.Id}/set-up?step={(project.SourceId is null || project.DestinationId is not null ? "source" : "destination")}",
        RunbookStep.Licences => $"customers/{project.CustomerId}?tab=users",
        RunbookStep.CheckFolders => $"projects/{project.Id}",
        RunbookStep.CutOver => $"projects/{project.Id}/cut-over",
        RunbookStep.Mailboxes or RunbookStep.Verify or RunbookStep.Trial or RunbookStep.TellBefore or RunbookStep.PreStage or RunbookStep.TellAfter or RunbookStep.Full or RunbookStep.Retry
            or RunbookStep.Statistics => $"projects/{project.Id}?step={step}",
        _ => null,
    };

    /// <summary>Whether it can be done before there are mailboxes.</summary>
    public static bool NeedsMailboxes(RunbookStep step) => step is RunbookStep.Verify or RunbookStep.Trial or RunbookStep.CheckFolders or RunbookStep.TellBefore or RunbookStep.PreStage
        or RunbookStep.TellAfter or RunbookStep.Full or RunbookStep.Retry;
}
