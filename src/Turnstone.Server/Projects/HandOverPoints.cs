using Turnstone.Client.Passes;
using Turnstone.Client.Projects;

namespace Turnstone.Server.Projects;

/// <summary>What is still to be done or looked at in a project, each point with what to do.</summary>
internal static class HandOverPoints
{
    /// <summary>The weighty ones first: what is not moved, what stands open to the outside, then steps that nobody has settled.</summary>
    public static IReadOnlyList<(string Title, string Text)> Of(HandOver report)
    {
        List<(string, string)> points = [];
        Add(report.Mailboxes.Count(mailbox => mailbox.LastState == PassState.Failed), "mailbox failed", "mailboxes failed", "Their last pass was stopped by something. See Mailboxes below for what, mend it, and start the same pass again.");
        Add(report.Mailboxes.Count(mailbox => mailbox.LastState == PassState.Stopped), "mailbox was stopped", "mailboxes were stopped", "Their last pass was stopped by hand. Start the same pass again: it goes on where it was.");
        Add(report.Mailboxes.Count(mailbox => mailbox.LastState == PassState.CompletedWithErrors), "mailbox has items that failed", "mailboxes have items that failed", "See What failed below; retrying takes no licence.");
        Add(report.Mailboxes.Count(mailbox => mailbox.LastState is null), "mailbox was never started", "mailboxes were never started", "No pass ran over them: nothing of them was moved.");
        if (HasPreparations(report) && !IsSettled(report, RunbookStep.UndoPreparations))
        {
            points.Add(("Preparations are still in place", "Rights, throttling and sizes that were changed for the move were not taken back. Run what undoes them, and change passwords that were handed out."));
        }

        points.AddRange(report.Steps.Where(step => step.State is RunbookState.Open or RunbookState.Begun && step.Step != RunbookStep.UndoPreparations)
            .Select(step => ($"{RunbookWords.Of(step.Step).Title}: {RunbookWords.StateOf(step)}", step.Note.Length > 0 ? step.Note : RunbookWords.Of(step.Step).Text)));
        if (!HasPreparations(report) && !IsSettled(report, RunbookStep.UndoPreparations))
        {
            points.Add(($"{RunbookWords.Of(RunbookStep.UndoPreparations).Title}: not yet", "Nobody says that anything was prepared. If something was, it has to be undone; if nothing was, say so in the runbook."));
        }

        return points;

        void Add(int count, string one, string many, string text)
        {
            if (count > 0)
            {
                points.Add(($"{count:N0} {(count == 1 ? one : many)}", text));
            }
        }
    }

    private static bool HasPreparations(HandOver report) =>
        report.Steps.Any(step => step is { Step: RunbookStep.PrepareSource or RunbookStep.PrepareDestination, State: RunbookState.Done });

    private static bool IsSettled(HandOver report, RunbookStep step) => report.Steps.Any(known => known.Step == step && known.State is RunbookState.Done or RunbookState.NotNeeded);
}
