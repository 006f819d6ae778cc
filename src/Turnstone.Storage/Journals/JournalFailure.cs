using Microsoft.Data.Sqlite;
using SQLitePCL;
using Turnstone.Engine.Failures;

namespace Turnstone.Storage.Journals;

/// <summary>Turns what a disk or SQLite says into the one failure a journal has. Nothing above reads SQLite's codes.</summary>
internal static class JournalFailure
{
    private const string StartAfresh =
        "Move the file away together with its -wal file: the next full pass then learns from the destination what is already there.";

    /// <summary>Whether the exception is about the journal's file, and not a fault of the program.</summary>
    public static bool IsAboutTheFile(Exception exception) =>
        exception is SqliteException or InvalidDataException or IOException or UnauthorizedAccessException;

    /// <param name="path">The journal's file.</param>
    /// <param name="exception">What was said of it.</param>
    /// <param name="isShared">Whether several processes may have it open by right, and a fence says whose it is.</param>
    public static SessionException Classify(string path, Exception exception, bool isShared = false) => exception switch
    {
        SqliteException { SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED } when isShared => Busy("a process that is in the middle of writing its journal"),
        SqliteException { SqliteErrorCode: raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB } => Damaged(path, exception.Message, exception),
        InvalidDataException => Damaged(path, exception.Message, exception),
        SqliteException { SqliteErrorCode: raw.SQLITE_FULL } => Make(
            $"The disk is full: the journal {path} could not be written.",
            "Free space on that disk and start the same pass again; what was recorded before is kept.",
            exception),
        SqliteException { SqliteErrorCode: raw.SQLITE_BUSY or raw.SQLITE_LOCKED } => Make(
            $"Another program has the journal {path} open.", "Close it and start the same pass again.", exception),
        _ => Make(
            $"The journal {path} could not be read or written ({exception.Message}).",
            "Check that the disk is healthy and that this account may write there, then start the same pass again.",
            exception),
    };

    public static SessionException Damaged(string path, string what, Exception? exception = null) =>
        Make($"The journal {path} is damaged or no journal: {what}", StartAfresh, exception);

    public static SessionException Newer(string path, long version) => Make(
        $"The journal {path} was written by a newer version of Turnstone (format {version}; this version reads up to {Schema.Version}).",
        "Use that version or a later one for this mailbox.");

    public static SessionException OfAnotherPair(string path) => Make(
        $"The journal {path} belongs to another pair of mailboxes.", "Move it back to where it came from.");

    public static SessionException Busy(string holder) => new(new Failure
    {
        Side = FailureSide.Local,
        Scope = FailureScope.Mailbox,
        Code = FailureCodes.LocalMailboxBusy,
        Message = $"Another pass holds this pair of mailboxes: {holder}.",
        Remedy = "Wait until it has ended, or stop it, then start this pass again.",
    });

    public static SessionException Taken() => new(new Failure
    {
        Side = FailureSide.Local,
        Scope = FailureScope.Mailbox,
        Code = FailureCodes.LocalMailboxTaken,
        Message = "The journal of this mailbox has been opened for a later pass, or for the same one elsewhere: nothing more is written for this one.",
        Remedy = "Nothing to do: whoever has the mailbox carries on.",
    });

    private static SessionException Make(string message, string remedy, Exception? exception = null) => new(
        new Failure
        {
            Side = FailureSide.Local,
            Scope = FailureScope.Mailbox,
            Code = FailureCodes.LocalJournal,
            Message = message,
            Remedy = remedy,
        },
        innerException: exception);
}
