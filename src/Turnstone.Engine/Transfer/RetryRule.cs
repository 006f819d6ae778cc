using Turnstone.Engine.Failures;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Reporting;

namespace Turnstone.Engine.Transfer;

/// <summary>When failed items may be retried: the last pass completed, and at least one item failed in it.</summary>
internal static class RetryRule
{
    /// <exception cref="SessionException">A retry is not allowed now; the failure says why and what to do instead.</exception>
    public static void Check(PassRecord? last)
    {
        var (reason, remedy) = last switch
        {
            null => ("No pass has run for this mailbox yet.", "Run a full pass first."),
            { Finished: null } => ("The last pass never ended: its process was killed.", "Run it again; it carries on where it stopped."),
            { Status: PassStatus.Failed } => ("The last pass failed as a whole.", "Mend its cause and run a full pass; it copies what is missing."),
            { Status: PassStatus.Stopped } => ("The last pass was stopped.", "Run it again; it carries on where it stopped."),
            { Errors: 0 } => ("The last pass left no item errors.", "There is nothing to retry; run a full pass for new mail."),
            _ => (null, ""),
        };
        if (reason is not null)
        {
            throw new SessionException(new Failure
            {
                Side = FailureSide.Local,
                Scope = FailureScope.Mailbox,
                Code = FailureCodes.LocalRetryRefused,
                Message = "Retry is refused: " + reason,
                Remedy = remedy,
            });
        }
    }
}
