using Microsoft.EntityFrameworkCore;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Notices;
using Turnstone.Client.Passes;
using Turnstone.Client.Projects;
using Turnstone.Connectors.CutOver;
using Turnstone.Engine.Checks;
using Turnstone.Server.Checks;
using Turnstone.Server.Licences;
using Turnstone.Server.Mailboxes;
using Turnstone.Storage.Checks;
using Turnstone.Storage.Plane;
using Turnstone.Storage.Projects;
using StoredState = Turnstone.Storage.Passes.PassState;

namespace Turnstone.Server.Projects;

/// <summary>What is known to have happened in a project: by its endpoints, checks, mailboxes, licences and passes, and by what the action log says was sent.</summary>
internal sealed class RunbookFacts(MailboxCounts mailboxes, LicenceOverviewService licences, KeptChecks checks)
{
    /// <summary>By step, in order; a step that this server has no use for is not in it. Those that only a person can tell have <see cref="RunbookFact.None"/>.</summary>
    public async Task<IReadOnlyList<(RunbookStep Step, RunbookFact Fact)>> ReadAsync(PlaneContext rows, Project project, CancellationToken cancellationToken)
    {
        var (counts, need) = (await mailboxes.ReadAsync(project.Id, cancellationToken), await licences.NeedAsync(project.Id, cancellationToken));
        var ends = await EndsAsync(rows, project.Id, cancellationToken);
        var noted = await rows.Actions.AsNoTracking()
            .Where(row => row.SubjectId == project.Id && (row.Action == "users told" || row.Action == "statistics mailed"))
            .Select(row => new Noted(row.Action, row.Details, row.At, row.AgentId)).ToListAsync(cancellationToken);
        var full = OfKind(PassKind.Full);
        return
        [
            (RunbookStep.PrepareSource, RunbookFact.None),
            (RunbookStep.PrepareDestination, RunbookFact.None),
            (RunbookStep.Endpoints, RunbookFact.Counted((project.SourceId is null ? 0 : 1) + (project.DestinationId is null ? 0 : 1), 2)),
            (RunbookStep.TestSource, await OfTestAsync(rows, project.SourceId, cancellationToken)),
            (RunbookStep.TestDestination, await OfTestAsync(rows, project.DestinationId, cancellationToken)),
            (RunbookStep.Mailboxes, new RunbookFact(counts.Mailboxes > 0 ? RunbookState.Done : RunbookState.Open) { Done = counts.Mailboxes }),
            .. need.IsMetered ? [(RunbookStep.Licences, RunbookFact.Counted(need.Mailboxes - need.Without, need.Mailboxes))] : Array.Empty<(RunbookStep, RunbookFact)>(),
            (RunbookStep.Verify, OfKind(PassKind.Verify)),
            (RunbookStep.Trial, OfKind(PassKind.Trial)),
            (RunbookStep.CheckFolders, RunbookFact.None),
            (RunbookStep.TellBefore, OfNotes(noted.Where(note => note.Details.StartsWith(nameof(NoticeKind.BeforePreStage), StringComparison.Ordinal)))),
            (RunbookStep.PreStage, OfKind(PassKind.PreStage)),
            (RunbookStep.CutOver, OfCutOver(await rows.Checks.AsNoTracking().Where(row => row.ProjectId == project.Id && row.Kind == CheckKind.CutOver)
                .OrderByDescending(row => row.Finished).ThenByDescending(row => row.Id).FirstOrDefaultAsync(cancellationToken))),
            (RunbookStep.TellAfter, OfNotes(noted.Where(note => note.Details.StartsWith(nameof(NoticeKind.AfterCutOver), StringComparison.Ordinal)))),
            (RunbookStep.Full, full),
            (RunbookStep.Retry, Retried(full, counts.States.FirstOrDefault(state => state.State == LatestPassState.CompletedWithErrors)?.Mailboxes ?? 0)),
            (RunbookStep.Outlook, RunbookFact.None),
            (RunbookStep.Statistics, OfNotes(noted.Where(note => note.Action == "statistics mailed"))),
            (RunbookStep.UndoPreparations, RunbookFact.None),
        ];

        RunbookFact OfKind(PassKind kind) =>
            RunbookFact.Counted(counts.Completed.FirstOrDefault(count => count.Kind == kind)?.Mailboxes ?? 0, counts.Mailboxes, ends.TryGetValue(kind, out var at) ? at : null);
    }

    // The last of each kind that came to its end.
    private static async Task<Dictionary<PassKind, DateTimeOffset?>> EndsAsync(PlaneContext rows, Guid project, CancellationToken cancellationToken) =>
        (await rows.Passes
            .Where(pass => rows.Mailboxes.Any(row => row.Id == pass.MailboxId && row.ProjectId == project) && (pass.State == StoredState.Completed || pass.State == StoredState.CompletedWithErrors))
            .GroupBy(pass => pass.Kind).Select(group => new { group.Key, At = group.Max(pass => pass.Finished) }).ToListAsync(cancellationToken))
        .ToDictionary(group => (PassKind)group.Key, group => group.At);

    // Only of the address that the endpoint has now: another server's test says nothing of this one.
    private async Task<RunbookFact> OfTestAsync(PlaneContext rows, Guid? endpoint, CancellationToken cancellationToken)
    {
        var run = await rows.Checks.AsNoTracking()
            .Where(row => row.EndpointId != null && row.EndpointId == endpoint && rows.Endpoints.Any(other => other.Id == endpoint && other.Address == row.Subject))
            .OrderByDescending(row => row.Finished).ThenByDescending(row => row.Id).FirstOrDefaultAsync(cancellationToken);
        return OfCheck(run, isSeen: run is not null && await checks.Seen(rows).AnyAsync(row => row.Id == run.Id, cancellationToken));
    }

    private static RunbookFact OfCheck(CheckRun? run, bool isSeen) => run is null ? RunbookFact.None : new RunbookFact(run.Verdict switch
    {
        TestOutcome.Ok or TestOutcome.Warning => RunbookState.Done,
        TestOutcome.Failed => RunbookState.Begun,
        TestOutcome.Skipped => RunbookState.Open,
        _ => throw new ArgumentOutOfRangeException(nameof(run), run.Verdict, "No state for this verdict."),
    })
    {
        At = run.Finished, AgentId = run.AgentId, Note = $"{run.Headline}.", CheckId = isSeen ? run.Id : null, Contradicts = run.Verdict == TestOutcome.Failed,
    };

    // While caches still have old values, mail still goes to the old server.
    private static RunbookFact OfCutOver(CheckRun? run)
    {
        var fact = OfCheck(run, isSeen: true);
        return run is { Verdict: TestOutcome.Warning } && !(run.Steps is { } steps && CutOverCheck.IsOver(CheckSteps.Read(steps)))
            ? fact with { State = RunbookState.Begun, Contradicts = true, Note = "Nothing failed, but not everybody has the new values yet. Look again." }
            : fact;
    }

    // There is something to try again as long as a latest pass left errors; before a full pass nobody knows.
    private static RunbookFact Retried(RunbookFact full, int left) =>
        new(left > 0 ? RunbookState.Begun : full.State == RunbookState.Done ? RunbookState.Done : RunbookState.Open) { Of = left };

    private static RunbookFact OfNotes(IEnumerable<Noted> notes) =>
        notes.MaxBy(note => note.At) is { } last ? new RunbookFact(RunbookState.Done) { At = last.At, AgentId = last.AgentId } : RunbookFact.None;

    private sealed record Noted(string Action, string Details, DateTimeOffset At, Guid? AgentId);
}
