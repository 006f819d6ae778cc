using Turnstone.Client.Projects;
using Turnstone.Storage.Projects;

namespace Turnstone.Server.Projects;

/// <summary>What happened of a step and what somebody says of it, as one. What happened comes first: nobody overrules it.</summary>
internal static class RunbookMap
{
    public static RunbookStepInfo InfoOf(RunbookStep step, RunbookFact fact, RunbookTick? tick, Dictionary<Guid, string> names)
    {
        var proof = ProofOf(step);
        return tick is null || fact.State == RunbookState.Done || (tick.IsDone && (fact.Contradicts || proof == RunbookProof.Facts))
            ? new RunbookStepInfo
            {
                Step = step, State = fact.State, Proof = proof, Done = fact.Done, Of = fact.Of, At = fact.At, By = NameOf(fact.AgentId), Note = fact.Note, CheckId = fact.CheckId,
            }
            : new RunbookStepInfo
            {
                Step = step, State = tick.IsDone ? RunbookState.Done : RunbookState.NotNeeded, Proof = proof, Done = fact.Done, Of = fact.Of, At = tick.At, By = NameOf(tick.AgentId),
                Note = tick.Note, IsTicked = true, CheckId = fact.CheckId,
            };

        string? NameOf(Guid? agent) => agent is { } id ? names.GetValueOrDefault(id) : null;
    }

    private static RunbookProof ProofOf(RunbookStep step) => step switch
    {
        RunbookStep.PrepareSource or RunbookStep.PrepareDestination or RunbookStep.CheckFolders or RunbookStep.Outlook or RunbookStep.UndoPreparations => RunbookProof.Person,

        // Mail can be sent and names can be looked up elsewhere as well.
        RunbookStep.TellBefore or RunbookStep.CutOver or RunbookStep.TellAfter => RunbookProof.Either,
        RunbookStep.Endpoints or RunbookStep.TestSource or RunbookStep.TestDestination or RunbookStep.Mailboxes or RunbookStep.Licences or RunbookStep.Verify or RunbookStep.Trial
            or RunbookStep.PreStage or RunbookStep.Full or RunbookStep.Retry or RunbookStep.Statistics => RunbookProof.Facts,
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "No such step."),
    };
}
