using Microsoft.Data.Sqlite;

namespace Turnstone.Storage.Journals;

/// <summary>
/// By which epoch a journal is written. Whoever opens it with a higher one has it from then on; of the one before not a call gets in any more,
/// whatever it was doing: the epoch is in the file, and every commit asks for it within its own transaction.
/// </summary>
internal sealed class Fence(SqliteConnection connection, long epoch)
{
    // Only where there are epochs: the command line's journals do without.
    private const string Table = "CREATE TABLE IF NOT EXISTS fence (epoch INTEGER NOT NULL) STRICT";

    private const string Read = "SELECT epoch FROM fence";

    private readonly Statement _read = new(connection, Read, 0);

    /// <summary>Takes the journal over for the epoch.</summary>
    /// <exception cref="Turnstone.Engine.Failures.SessionException">Code <c>local/mailbox-taken</c>: it was opened with this epoch or a higher one.</exception>
    public static void Raise(SqliteConnection connection, long epoch)
    {
        // Immediate, as this library's transactions are: whoever is in the middle of writing ends that first.
        using var transaction = connection.BeginTransaction();
        new Statement(connection, Table, 0).Run();
        if (new Statement(connection, Read, 0).AskNumber() >= epoch)
        {
            throw JournalFailure.Taken();
        }

        new Statement(connection, "DELETE FROM fence", 0).Run();
        new Statement(connection, "INSERT INTO fence (epoch) VALUES (?1)", 1).Run(epoch);
        transaction.Commit();
    }

    /// <summary>Within a transaction that may write.</summary>
    /// <exception cref="Turnstone.Engine.Failures.SessionException">Code <c>local/mailbox-taken</c>: another epoch has the journal.</exception>
    public void Demand()
    {
        if (_read.AskNumber() != epoch)
        {
            throw JournalFailure.Taken();
        }
    }
}
