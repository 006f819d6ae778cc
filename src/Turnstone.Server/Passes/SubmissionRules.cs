using Turnstone.Engine.Planning;
using Turnstone.Server.Refusals;
using Turnstone.Storage.Passes;
using Turnstone.Storage.Projects;

namespace Turnstone.Server.Passes;

/// <summary>Whether a pass may be submitted for a mailbox.</summary>
internal static class SubmissionRules
{
    /// <summary>Why not, as a code and in words; null where it may.</summary>
    public static (string Code, string Message)? Refuse(PassKind kind, MailboxHistory history, Project project)
    {
        if (history.UnderWay is { } state)
        {
            return (RefusalCodes.PassUnderWay, state switch
            {
                PassState.Migrating => "A pass over it is under way: wait for its end, or stop it first.",
                PassState.Stopping => "A pass over it is just being stopped: try again in a moment.",
                _ => "A pass over it is submitted already: stop that one first.",
            });
        }

        if (kind == PassKind.Retry)
        {
            return RefuseRetry(history.Last);
        }

        return Counts(kind) && history.Counted >= project.MostPasses
            ? (RefusalCodes.PassLimit, $"It has had {history.Counted} passes that count, and the project allows {project.MostPasses}: raise the project's limit, or retry errors, which does not count.")
            : null;
    }

    /// <summary>Whether a pass of this kind counts against the project's limit, and takes a licence.</summary>
    public static bool Counts(PassKind kind) => kind is PassKind.Full or PassKind.PreStage;

    private static (string Code, string Message)? RefuseRetry(PassState? last) => last switch
    {
        PassState.CompletedWithErrors => null,
        null => (RefusalCodes.PassRetry, "No pass has moved anything of it yet: there is nothing to retry."),
        PassState.Completed => (RefusalCodes.PassRetry, "Its last pass ended without errors: there is nothing to retry."),
        PassState.Stopped => (RefusalCodes.PassRetry, "Its last pass was stopped: start that pass again, it carries on."),
        _ => (RefusalCodes.PassRetry, "Its last pass failed as a whole: mend what stopped it and start that pass again."),
    };
}
