using Microsoft.EntityFrameworkCore;
using Turnstone.Client.Licences;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Notices;
using Turnstone.Client.Passes;
using Turnstone.Client.Projects;
using Turnstone.Server.Licences;
using Turnstone.Server.Mailboxes;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Storage.Plane;
using Turnstone.Storage.Projects;

namespace Turnstone.Server.Projects;

/// <summary>The guide as a list of steps, each with what is known to have happened. Nobody ticks anything: it goes by passes, licences and the action log.</summary>
internal sealed class RunbookService(Workspace workspace, SeenProjects seen, MailboxCounts mailboxes, LicenceOverviewService licences)
{
    /// <summary>All steps, in order.</summary>
    /// <exception cref="Refusal">There is no such project.</exception>
    public async Task<IReadOnlyList<RunbookStepInfo>> ReadAsync(Guid id, CancellationToken cancellationToken)
    {
        var (counts, need) = (await mailboxes.ReadAsync(id, cancellationToken), await licences.NeedAsync(id, cancellationToken));
        await using var rows = workspace.Open();
        var project = await seen.Projects(rows).AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) ?? throw Refusal.NotFound("project");
        var noted = await rows.Actions.AsNoTracking()
            .Where(row => row.SubjectId == id && (row.Action == "users told" || row.Action == "statistics mailed"))
            .Select(row => new Noted(row.Action, row.Details, row.At)).ToListAsync(cancellationToken);
        return [.. StepsOf(project, counts, need, noted)];
    }

    private static IEnumerable<RunbookStepInfo> StepsOf(Project project, MailboxCountsInfo counts, LicenceNeedInfo need, List<Noted> noted)
    {
        yield return Counted(RunbookStep.Endpoints, (project.SourceId is null ? 0 : 1) + (project.DestinationId is null ? 0 : 1), 2);
        yield return new RunbookStepInfo { Step = RunbookStep.Mailboxes, State = counts.Mailboxes > 0 ? RunbookState.Done : RunbookState.Open, Done = counts.Mailboxes };
        if (need.IsMetered)
        {
            yield return Counted(RunbookStep.Licences, need.Mailboxes - need.Without, need.Mailboxes);
        }

        yield return OfKind(RunbookStep.Verify, PassKind.Verify);
        yield return OfKind(RunbookStep.Trial, PassKind.Trial);
        yield return OfNotes(RunbookStep.TellBefore, noted.Where(note => note.Details.StartsWith(nameof(NoticeKind.BeforePreStage), StringComparison.Ordinal)));
        yield return OfKind(RunbookStep.PreStage, PassKind.PreStage);
        yield return new RunbookStepInfo { Step = RunbookStep.CutOver, State = RunbookState.Outside };
        yield return OfNotes(RunbookStep.TellAfter, noted.Where(note => note.Details.StartsWith(nameof(NoticeKind.AfterCutOver), StringComparison.Ordinal)));
        var full = OfKind(RunbookStep.Full, PassKind.Full);
        yield return full;
        yield return Retried(full, counts.States.FirstOrDefault(state => state.State == LatestPassState.CompletedWithErrors)?.Mailboxes ?? 0);
        yield return new RunbookStepInfo { Step = RunbookStep.Outlook, State = RunbookState.Outside };
        yield return OfNotes(RunbookStep.Statistics, noted.Where(note => note.Action == "statistics mailed"));

        RunbookStepInfo OfKind(RunbookStep step, PassKind kind) => Counted(step, counts.Completed.FirstOrDefault(count => count.Kind == kind)?.Mailboxes ?? 0, counts.Mailboxes);
    }

    private static RunbookStepInfo Counted(RunbookStep step, int done, int of) => new()
    {
        Step = step, Done = done, Of = of, State = done == 0 ? RunbookState.Open : done < of ? RunbookState.Begun : RunbookState.Done,
    };

    // There is something to try again as long as a latest pass left errors; before a full pass nobody knows.
    private static RunbookStepInfo Retried(RunbookStepInfo full, int left) => new()
    {
        Step = RunbookStep.Retry, Of = left, State = left > 0 ? RunbookState.Begun : full.State == RunbookState.Done ? RunbookState.Done : RunbookState.Open,
    };

    private static RunbookStepInfo OfNotes(RunbookStep step, IEnumerable<Noted> notes)
    {
        var at = notes.Max(note => (DateTimeOffset?)note.At);
        return new RunbookStepInfo { Step = step, At = at, State = at is null ? RunbookState.Open : RunbookState.Done };
    }

    private sealed record Noted(string Action, string Details, DateTimeOffset At);
}
