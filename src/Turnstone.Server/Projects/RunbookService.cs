using Microsoft.EntityFrameworkCore;
using Turnstone.Client.Projects;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Storage.Plane;
using Turnstone.Storage.Projects;

namespace Turnstone.Server.Projects;

/// <summary>The order of work as a list of steps: ticked by what happened where that can be known, by people where it cannot.</summary>
internal sealed class RunbookService(Workspace workspace, SeenProjects seen, RunbookFacts facts, TimeProvider time)
{
    /// <summary>All steps, in order.</summary>
    /// <exception cref="Refusal">There is no such project.</exception>
    public async Task<IReadOnlyList<RunbookStepInfo>> ReadAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        return await ReadAsync(rows, await FindAsync(rows, id, cancellationToken), cancellationToken);
    }

    /// <summary>Says of a step that it was done, or that this move does without it; said again, the last word counts.</summary>
    /// <exception cref="Refusal">There is no such project or step, what happened says otherwise, or no reason is given.</exception>
    public async Task<RunbookStepInfo> TickAsync(Guid id, RunbookStep step, RunbookTickDraft draft, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var project = await FindAsync(rows, id, cancellationToken);
        var known = await StepAsync(rows, project, step, cancellationToken);
        var note = draft.Note?.Trim() ?? "";
        Require(known, draft.IsDone, note);
        var tick = await rows.RunbookTicks.SingleOrDefaultAsync(row => row.ProjectId == id && row.Step == step.ToString(), cancellationToken);
        if (tick is null)
        {
            rows.Add(tick = new RunbookTick { ProjectId = id, Step = step.ToString(), IsDone = draft.IsDone, Note = note, AgentId = workspace.Caller.AgentId, At = time.GetUtcNow() });
        }

        (tick.IsDone, tick.Note, tick.AgentId, tick.At) = (draft.IsDone, note, workspace.Caller.AgentId, time.GetUtcNow());
        rows.Note(project, draft.IsDone ? "step done" : "step not needed", note.Length == 0 ? step.ToString() : $"{step}: {note}");
        return await SaveAsync(rows, project, step, cancellationToken);
    }

    /// <summary>Takes back what was said of a step; nothing happens where nothing was.</summary>
    /// <exception cref="Refusal">There is no such project or step.</exception>
    public async Task<RunbookStepInfo> UntickAsync(Guid id, RunbookStep step, CancellationToken cancellationToken)
    {
        await using var rows = workspace.Open();
        var project = await FindAsync(rows, id, cancellationToken);
        var known = await StepAsync(rows, project, step, cancellationToken);
        if (await rows.RunbookTicks.SingleOrDefaultAsync(row => row.ProjectId == id && row.Step == step.ToString(), cancellationToken) is not { } tick)
        {
            return known;
        }

        rows.Remove(tick);
        rows.Note(project, "step taken back", step.ToString());
        return await SaveAsync(rows, project, step, cancellationToken);
    }

    private static void Require(RunbookStepInfo known, bool isDone, string note)
    {
        if (!isDone && note.Length == 0)
        {
            throw Refusal.Wrong(RefusalCodes.RunbookNote, "Say why this move does without the step: it stands in the hand-over report.", "note");
        }

        if (known.State == RunbookState.Done && !known.IsTicked)
        {
            throw Refusal.Conflict(RefusalCodes.RunbookFact, "The step is done by what happened here, which cannot be overruled.");
        }

        if (isDone && (known.Proof == RunbookProof.Facts || known is { Proof: RunbookProof.Either, State: RunbookState.Begun, CheckId: not null }))
        {
            throw Refusal.Conflict(
                RefusalCodes.RunbookFact,
                known.Proof == RunbookProof.Facts
                    ? "The step is ticked by what happens here, not by hand: do it, or say that this move does without it and why."
                    : "By the last check not all is right yet: mend what it names, or wait for caches, and check again; or say that this move does without the check and why.");
        }
    }

    private async Task<RunbookStepInfo> StepAsync(PlaneContext rows, Project project, RunbookStep step, CancellationToken cancellationToken) =>
        (await ReadAsync(rows, project, cancellationToken)).SingleOrDefault(known => known.Step == step) ?? throw Refusal.NotFound("step");

    private async Task<RunbookStepInfo> SaveAsync(PlaneContext rows, Project project, RunbookStep step, CancellationToken cancellationToken)
    {
        try
        {
            await rows.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException e) when (PlaneDatabase.IsDuplicate(e) || e is DbUpdateConcurrencyException)
        {
            throw Refusal.Conflict(RefusalCodes.ChangedMeanwhile, "Somebody else said something of this step at the same moment: look at what, then say it again.");
        }

        return await StepAsync(rows, project, step, cancellationToken);
    }

    private async Task<IReadOnlyList<RunbookStepInfo>> ReadAsync(PlaneContext rows, Project project, CancellationToken cancellationToken)
    {
        var known = await facts.ReadAsync(rows, project, cancellationToken);
        var ticks = await rows.RunbookTicks.AsNoTracking().Where(row => row.ProjectId == project.Id).ToDictionaryAsync(row => row.Step, cancellationToken);
        var agents = known.Select(step => step.Fact.AgentId).Concat(ticks.Values.Select(tick => (Guid?)tick.AgentId)).OfType<Guid>().Distinct().ToList();
        var names = await rows.Agents.AsNoTracking().Where(row => agents.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.DisplayName, cancellationToken);
        return [.. known.Select(step => RunbookMap.InfoOf(step.Step, step.Fact, ticks.GetValueOrDefault(step.Step.ToString()), names))];
    }

    private async Task<Project> FindAsync(PlaneContext rows, Guid id, CancellationToken cancellationToken) =>
        await seen.Projects(rows).SingleOrDefaultAsync(row => row.Id == id, cancellationToken) ?? throw Refusal.NotFound("project");
}
