using Microsoft.Data.Sqlite;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Storage.Journals;

/// <summary>Makes, opens and examines the SQLite file of a journal.</summary>
internal static class JournalFile
{
    // 1 KiB pages: a dozen nearly empty tables are 15 KiB instead of 60, and a commit of one batch writes a fifth of the bytes.
    private const string Layout = "PRAGMA page_size = 1024; PRAGMA auto_vacuum = INCREMENTAL;";

    // FULL: a commit waits for the disk, because a mark of doubt lost in a power cut is a message delivered twice.
    private const string Session = """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA temp_store = MEMORY;
        PRAGMA wal_autocheckpoint = 2000;
        PRAGMA journal_size_limit = 4194304;
        """;

    // A second guard beside the pair's lock, where flock is unreliable (network disks); also spares the shared-memory file.
    private const string Alone = "PRAGMA locking_mode = EXCLUSIVE;";

    // Seconds for which a statement waits for another process, before it says that the file is busy.
    private const int Patience = 1;

    /// <summary>
    /// Makes a new journal. It comes into being whole, by renaming, so that an empty or half-written file under the final name is
    /// always damage and never taken for a new one.
    /// </summary>
    public static void Create(string path, SmtpAddress source, SmtpAddress destination)
    {
        // Left by a process that died here, or by someone who moved the journal away without its log: SQLite would replay a stranger's log.
        var unfinished = path + ".new";
        foreach (var leftover in (string[])[unfinished, unfinished + "-journal", path + "-wal", path + "-shm", path + "-journal"])
        {
            File.Delete(leftover);
        }

        using (var connection = Connect(unfinished, SqliteOpenMode.ReadWriteCreate))
        {
            Run(connection, Layout);
            using var transaction = connection.BeginTransaction();
            Run(connection, Schema.Tables);
            Run(connection, $"PRAGMA application_id = {Schema.ApplicationId}; PRAGMA user_version = {Schema.Version};");
            new PairTable(connection).Add(source, destination);
            transaction.Commit();
        }

        File.Move(unfinished, path);
    }

    /// <summary>
    /// Opens a journal that exists, for this process alone, and satisfies itself that it is one, whole, of this pair and of a format this version
    /// reads.
    /// </summary>
    public static SqliteConnection Open(string path, SmtpAddress source, SmtpAddress destination, long? maxPages) =>
        Open(path, source, destination, maxPages, Connect(path, SqliteOpenMode.ReadWrite), Alone, raise: null);

    /// <summary>The same for a process that others may take it from: with an epoch that nobody had before, from here on the only one that writes.</summary>
    /// <param name="path">The file.</param>
    /// <param name="source">The pair.</param>
    /// <param name="destination">The pair.</param>
    /// <param name="epoch">The epoch.</param>
    /// <param name="patience">For how long it waits for a process that is in the middle of writing; whole seconds, at least one.</param>
    public static SqliteConnection OpenFenced(string path, SmtpAddress source, SmtpAddress destination, long epoch, TimeSpan patience) =>
        Open(path, source, destination, null, Connect(path, SqliteOpenMode.ReadWrite, (int)patience.TotalSeconds), "", connection => Fence.Raise(connection, epoch));

    /// <summary>Opens one to look at it while somebody else may have it. The caller writes nothing: whoever has it is not fenced off.</summary>
    public static SqliteConnection OpenToRead(string path, SmtpAddress source, SmtpAddress destination, TimeSpan patience)
    {
        // Not as a read-only file: SQLite could then read no log that a process left behind which died.
        var connection = Connect(path, SqliteOpenMode.ReadWrite, (int)patience.TotalSeconds);
        try
        {
            Run(connection, "PRAGMA query_only = ON");
            if (Number(connection, "PRAGMA application_id") != Schema.ApplicationId)
            {
                throw JournalFailure.Damaged(path, "it does not carry a journal's mark.");
            }

            ThrowIfUnreadable(path, Number(connection, "PRAGMA user_version"));
            return new PairTable(connection).IsOf(source, destination) ? connection : throw JournalFailure.OfAnotherPair(path);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static SqliteConnection Open(
        string path, SmtpAddress source, SmtpAddress destination, long? maxPages, SqliteConnection connection, string locking, Action<SqliteConnection>? raise)
    {
        try
        {
            if (Number(connection, "PRAGMA application_id") != Schema.ApplicationId)
            {
                throw JournalFailure.Damaged(path, "it does not carry a journal's mark.");
            }

            ThrowIfUnreadable(path, Number(connection, "PRAGMA user_version"));
            Run(connection, locking + Session);
            raise?.Invoke(connection);
            if (maxPages is not null)
            {
                Run(connection, $"PRAGMA max_page_count = {maxPages}");
            }

            if (Text(connection, "PRAGMA quick_check(1)") is var check and not "ok")
            {
                throw JournalFailure.Damaged(path, check);
            }

            Convert(connection, path);
            if (!new PairTable(connection).IsOf(source, destination))
            {
                throw JournalFailure.OfAnotherPair(path);
            }

            Run(connection, Schema.Additions);

            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void ThrowIfUnreadable(string path, long version)
    {
        if (version is < Schema.Oldest or > Schema.Version)
        {
            throw version > Schema.Version
                ? JournalFailure.Newer(path, version)
                : JournalFailure.Damaged(path, $"there is no format {version}.");
        }
    }

    /// <summary>To the format of this version, in one transaction: a process that dies here leaves one or the other.</summary>
    private static void Convert(SqliteConnection connection, string path)
    {
        if (Number(connection, "PRAGMA user_version") == Schema.Version)
        {
            return;
        }

        using var transaction = connection.BeginTransaction();

        // Once more: another process may have been at it.
        var version = Number(connection, "PRAGMA user_version");
        ThrowIfUnreadable(path, version);
        foreach (var step in Schema.Steps.Skip((int)(version - Schema.Oldest)))
        {
            Run(connection, step);
        }

        Run(connection, $"PRAGMA user_version = {Schema.Version}");
        transaction.Commit();
    }

    private static SqliteConnection Connect(string path, SqliteOpenMode mode, int patience = Patience)
    {
        // No pool: a closed journal must let go of its file and its lock at once.
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = patience }.ConnectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        var statement = new Statement(connection, sql, 0);
        statement.Run();
    }

    private static long Number(SqliteConnection connection, string sql)
    {
        var statement = new Statement(connection, sql, 0);
        return statement.AskNumber() ?? 0;
    }

    private static string Text(SqliteConnection connection, string sql)
    {
        var statement = new Statement(connection, sql, 0);
        return statement.Ask() as string ?? "no answer";
    }
}
