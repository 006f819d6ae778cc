using Microsoft.EntityFrameworkCore;
using Turnstone.Client.Mailboxes;
using Turnstone.Client.Passes;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Reporting;
using Turnstone.Storage.Passes;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Passes;

/// <summary>Rows of passes in the words of the contract.</summary>
internal static class PassView
{
    /// <summary>In the order given, with what those are called who submitted them.</summary>
    public static async Task<IReadOnlyList<PassInfo>> OfAsync(PlaneContext rows, IReadOnlyList<MailboxPass> passes, CancellationToken cancellationToken)
    {
        var ids = passes.Select(row => row.SubmittedBy).Distinct().ToList();
        var agents = await rows.Agents.AsNoTracking().Where(row => ids.Contains(row.Id)).ToDictionaryAsync(row => row.Id, row => row.DisplayName, cancellationToken);
        return [.. passes.Select(row => Of(row) with { SubmittedBy = agents.GetValueOrDefault(row.SubmittedBy) })];
    }

    /// <summary>One alone, without a name.</summary>
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

    public static FailureInfo Of(Failure failure) => new(failure.Code.Value, failure.Message, failure.Remedy);

    public static string Of(ItemOutcome outcome) => outcome == ItemOutcome.Failed ? "failed" : "copied";

    public static MailboxFolderInfo Of(PassFolder row) => new()
    {
        Source = row.Source,
        Destination = row.Destination,
        Found = row.Found,
        Copied = row.Copied,
        AlreadyThere = row.AlreadyThere,
        Skipped = row.Skipped,
        Failed = row.Failed,
        BytesCopied = row.BytesCopied,
        Renamed = row.Renamed,
        Joins = row.Joins,
        LeftOut = row.LeftOut,
        Failure = row.FailureCode is { } code ? new FailureInfo(code, row.FailureMessage ?? "", row.FailureRemedy ?? "") : null,
    };

    public static ItemErrorInfo Of(ItemError row) => new()
    {
        Folder = row.Folder,
        Uid = row.Uid,
        Outcome = Of(row.Outcome),
        Code = row.Code,
        Message = row.Message,
        Remedy = row.Remedy,
        Bytes = row.Bytes,
        Received = row.Received,
        Repair = row.Repair,
    };
}
