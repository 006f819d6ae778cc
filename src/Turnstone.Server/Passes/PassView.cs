using Turnstone.Client.Passes;
using Turnstone.Storage.Passes;

namespace Turnstone.Server.Passes;

/// <summary>Rows of passes in the words of the contract.</summary>
internal static class PassView
{
    public static PassInfo Of(MailboxPass row) => new()
    {
        Id = row.Id,
        MailboxId = row.MailboxId,
        Mailbox = row.Mailbox,
        Kind = (PassKind)row.Kind,
        State = (Client.Passes.PassState)row.State,
        Submitted = row.Submitted,
        Due = row.Due,
        Started = row.Started,
        Finished = row.Finished,
        Grade = row.Grade?.ToString(),
        Failure = FailureOf(row),
        Progress = ProgressOf(row),
    };

    public static FailureInfo? FailureOf(MailboxPass row) => row.FailureCode is { } code ? new FailureInfo(code, row.FailureMessage ?? "", row.FailureRemedy ?? "") : null;

    public static PassProgressInfo ProgressOf(MailboxPass row) => new()
    {
        Phase = row.Phase?.ToString(),
        Folder = row.Folder,
        ItemsTotal = row.ItemsTotal,
        ItemsDone = row.ItemsDone,
        Found = row.Found,
        Copied = row.Copied,
        AlreadyThere = row.AlreadyThere,
        Skipped = row.Skipped,
        Failed = row.Errors,
        BytesCopied = row.BytesCopied,
        ItemsPerSecond = row.ItemsPerSecond,
        BytesPerSecond = row.BytesPerSecond,
        Expected = row.Expected,
        WaitsUntil = row.WaitsUntil,
    };

    public static ItemErrorInfo Of(ItemError row) => new()
    {
        Folder = row.Folder,
        Uid = row.Uid,
        Outcome = row.Outcome == Engine.Reporting.ItemOutcome.Failed ? "failed" : "copied",
        Code = row.Code,
        Message = row.Message,
        Remedy = row.Remedy,
        Bytes = row.Bytes,
        Received = row.Received,
        Repair = row.Repair,
    };
}
