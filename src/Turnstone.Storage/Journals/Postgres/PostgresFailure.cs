using System.Net.Sockets;
using Npgsql;
using Turnstone.Engine.Failures;

namespace Turnstone.Storage.Journals.Postgres;

/// <summary>Turns what PostgreSQL says into the failures a journal has. Nothing above reads its codes.</summary>
internal static class PostgresFailure
{
    /// <summary>What <c>journal_demand</c> raises: of this class no code is PostgreSQL's own.</summary>
    public const string Fenced = "TJ001";

    // idle_in_transaction_session_timeout (PostgresSource); Npgsql has no name for it.
    private const string EndedInAPause = "25P03";

    public static SessionException Classify(Exception exception) => exception switch
    {
        SessionException session => session,
        PostgresException { SqlState: Fenced } => JournalFailure.Taken(),
        PostgresException { SqlState: PostgresErrorCodes.LockNotAvailable } => JournalFailure.Busy("a process that is in the middle of writing its journal"),
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => Make(
            FailureCodes.LocalJournal,
            "The database's disk is full: the journal could not be written.",
            "Free space there and start the same pass again; what was recorded before is kept.",
            exception),
        PostgresException postgres when !IsAboutTheConnection(postgres) => Make(
            FailureCodes.LocalJournal,
            $"The journal in the database could not be read or written ({postgres.SqlState}: {postgres.MessageText}).",
            "The database's log says more. Start the same pass again when it is mended.",
            exception),
        NpgsqlException or TimeoutException or SocketException or IOException => Make(
            FailureCodes.LocalJournalUnreachable,
            $"The database that holds the journal did not answer ({exception.Message}).",
            "Nothing to do once it is back: the pass carries on by itself.",
            exception),
        InvalidDataException => Make(
            FailureCodes.LocalJournal,
            $"The journal in the database is damaged: {exception.Message}",
            "Restore the database from a back-up that is whole. What was delivered since is then learned from the destination.",
            exception),
        _ => Make(
            FailureCodes.LocalInternal,
            $"Turnstone met a defect of its own in the journal ({exception.GetType().Name}).",
            "Run the same pass again; if it stays, please report it with the log.",
            exception),
    };

    public static SessionException OfAnotherPair() => Make(
        FailureCodes.LocalJournal,
        "The journal of this mailbox belongs to another pair of mailboxes.",
        "Restore the database from a back-up that is whole.");

    // https://www.postgresql.org/docs/current/errcodes-appendix.html: 08 connection, 57P shut down or terminated, too many connections.
    private static bool IsAboutTheConnection(PostgresException exception) =>
        exception.SqlState.StartsWith("08", StringComparison.Ordinal)
        || exception.SqlState == EndedInAPause
        || exception.SqlState.StartsWith("57P", StringComparison.Ordinal)
        || exception.SqlState == PostgresErrorCodes.TooManyConnections;

    private static SessionException Make(FailureCode code, string message, string remedy, Exception? exception = null) => new(
        new Failure { Side = FailureSide.Local, Scope = FailureScope.Mailbox, Code = code, Message = message, Remedy = remedy },
        innerException: exception);
}
