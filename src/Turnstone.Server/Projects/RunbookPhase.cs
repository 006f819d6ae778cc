using Turnstone.Client.Projects;

namespace Turnstone.Server.Projects;

/// <summary>Steps that belong together, so that nobody has to read nineteen at once.</summary>
/// <param name="Title">What they are for.</param>
/// <param name="Steps">Which, in order.</param>
internal sealed record RunbookPhase(string Title, IReadOnlyList<RunbookStep> Steps)
{
    /// <summary>All of them, in order.</summary>
    public static IReadOnlyList<RunbookPhase> All { get; } =
    [
        new("Prepare both sides", [RunbookStep.PrepareSource, RunbookStep.PrepareDestination]),
        new("Set up and prove", [RunbookStep.Endpoints, RunbookStep.TestSource, RunbookStep.TestDestination, RunbookStep.Mailboxes, RunbookStep.Licences]),
        new("Try it out", [RunbookStep.Verify, RunbookStep.Trial, RunbookStep.CheckFolders]),
        new("Move old mail ahead", [RunbookStep.TellBefore, RunbookStep.PreStage]),
        new("Cut over", [RunbookStep.CutOver, RunbookStep.TellAfter]),
        new("Bring the rest", [RunbookStep.Full, RunbookStep.Retry]),
        new("Finish", [RunbookStep.Outlook, RunbookStep.Statistics, RunbookStep.UndoPreparations]),
    ];
}
