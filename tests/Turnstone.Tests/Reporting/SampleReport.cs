using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;

namespace Turnstone.Tests.Reporting;

/// <summary>A run with everything a report can hold: a sound mailbox, one with hostile names and every kind of note, one that failed.</summary>
internal static class SampleReport
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 7, 30, 0, TimeSpan.Zero);

    private static readonly Failure TooLarge = new()
    {
        Side = FailureSide.Destination,
        Scope = FailureScope.Item,
        Code = FailureCodes.DestinationItemTooLarge,
        Message = "The message of 61 MB is larger than the 36 MB the server takes.",
        Remedy = "Raise maxAllowedContentLength, then run --pass retry.",
    };

    private static readonly Failure SignIn = new()
    {
        Side = FailureSide.Source,
        Scope = FailureScope.Mailbox,
        Code = FailureCodes.SourceSignIn,
        Message = "The server refused the password of carl@old.example.",
        Remedy = "Check the row's Source Password.",
    };

    public static RunReport Make() => new()
    {
        Version = "0.1.0",
        Started = Start,
        Finished = Start.AddSeconds(75),
        Mailboxes = [Sound(), Eventful(), Failed()],
    };

    public static RunReport Plan()
    {
        var planned = new MailboxResult(Report("anna") with
        {
            Grade = Grade.Good,
            Folders =
            [
                Folder("INBOX", "Inbox", new Totals { Found = 3412, AlreadyThere = 400, Skipped = 3012, WouldCopy = 3000, WouldCopyBytes = 225_000_000 }),
                Folder("A", "B", new Totals { Found = 1, Skipped = 1, WouldCopy = 1, WouldCopyBytes = 900 }),
                Folder("B", "B", new Totals()) with { Joins = "A" },
                Folder("All Mail", null, new Totals()) with { LeftOut = "a view of messages that live elsewhere" },
            ],
        });
        return Make() with { Mailboxes = [planned], Estimate = Estimate.Of([planned.Report.Totals], 8, null) };
    }

    public static MailboxResult Sound() => new(Report("anna") with
    {
        Folders = [Folder("INBOX", "Inbox", new Totals { Found = 3, Copied = 2, AlreadyThere = 1, BytesCopied = 4_200_000 })],
        Verification = new VerificationResult(VerificationMode.Sample, 2, 0),
    });

    private static MailboxResult Eventful()
    {
        var report = Report("bert") with
        {
            Status = PassStatus.CompletedWithErrors,
            Grade = Grade.Investigate,
            Repaired = 1,
            Passive = TimeSpan.FromSeconds(12.5),
            Verification = new VerificationResult(VerificationMode.Full, 2, 1),
            Folders =
            [
                Folder("INBOX", "Inbox", new Totals { Found = 5, Copied = 1, AlreadyThere = 1, Skipped = 1, Failed = 2, BytesCopied = 900 }) with { Refresh = new RefreshTotals { Refreshed = 9, Kept = 3, NotFound = 2, Failed = 1 } },
                Folder("=cmd|'/c calc'!A1", "=cmd|'/c calc'!A1", new Totals()),
                Folder("<script>alert(1)</script>, \"a\u202Efdp\"", "Lists", new Totals()) with { Renamed = "the name held a character Exchange refuses" },
                Folder("All Mail", null, new Totals()) with { LeftOut = "a view of messages that live elsewhere" },
            ],
        };
        ItemNote[] notes =
        [
            Note(9, ItemOutcome.Failed) with { Code = TooLarge.Code, Message = TooLarge.Message, Remedy = TooLarge.Remedy, Bytes = 61_000_000 },
            Note(8, ItemOutcome.Failed) with { Code = TooLarge.Code, Message = TooLarge.Message, Remedy = TooLarge.Remedy, Bytes = 62_000_000, Received = null },
            Note(7, ItemOutcome.Skipped) with { Code = FailureCodes.RuleTooNew, Message = "Received after the bound of this pass." },
            Note(5, ItemOutcome.Copied) with { Repair = "The original travels as an attachment." },
            Note(4, ItemOutcome.AlreadyThere) with
            {
                Code = FailureCodes.VerificationDifferent,
                Message = "It is there, but not as it was: attachment changed (part 2).",
                Remedy = "Open it on both sides and compare; nothing was changed at the source.",
            },
        ];
        return new MailboxResult(report, _ => notes.ToAsyncEnumerable());
    }

    private static MailboxResult Failed() => new(Report("carl") with { Status = PassStatus.Failed, Grade = Grade.Poor, Failure = SignIn });

    private static MailboxReport Report(string name) => new()
    {
        Source = SmtpAddress.Parse($"{name}@old.example"),
        Destination = SmtpAddress.Parse($"{name}@new.example"),
        Pass = PassKind.Full,
        Status = PassStatus.Completed,
        Grade = Grade.Perfect,
        Started = Start,
        Finished = Start.AddSeconds(60),
    };

    private static FolderReport Folder(string source, string? destination, Totals totals) => new() { Source = source, Destination = destination, Totals = totals };

    private static ItemNote Note(uint uid, ItemOutcome outcome) =>
        new() { Folder = "INBOX", Uid = uid, Outcome = outcome, Bytes = 700, Received = Start.AddYears(-3) };
}
