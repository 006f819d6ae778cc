using Microsoft.Data.Sqlite;
using Turnstone.Sandbox.Items;

namespace Turnstone.Sandbox.Store;

/// <summary>
/// Keeps mailboxes in one SQLite file. One connection writes, a request at a time; contents are read over connections of their
/// own, which WAL lets run beside the writer. Synchronous NORMAL: a power cut may lose the last requests, never the file.
/// </summary>
internal sealed class SqliteMailStore : IMailStore
{
    private readonly string _connectionString;
    private readonly SqliteConnection _writer;
    private readonly Lock _gate = new();

    public SqliteMailStore(string folder)
    {
        Directory.CreateDirectory(folder);
        _connectionString = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "exchange.db") }.ToString();
        _writer = new SqliteConnection(_connectionString);
        _writer.Open();
        Execute(
            """
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = NORMAL;
            CREATE TABLE IF NOT EXISTS folders (mailbox TEXT NOT NULL COLLATE NOCASE, id INTEGER NOT NULL, record BLOB NOT NULL, PRIMARY KEY (mailbox, id)) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS items (mailbox TEXT NOT NULL COLLATE NOCASE, id INTEGER NOT NULL, record BLOB NOT NULL, PRIMARY KEY (mailbox, id)) WITHOUT ROWID;
            CREATE TABLE IF NOT EXISTS tombstones (mailbox TEXT NOT NULL COLLATE NOCASE, folder INTEGER NOT NULL, id INTEGER NOT NULL, added INTEGER NOT NULL, change INTEGER NOT NULL);
            CREATE INDEX IF NOT EXISTS tombstones_mailbox ON tombstones (mailbox);
            CREATE TABLE IF NOT EXISTS contents (row INTEGER PRIMARY KEY, mailbox TEXT NOT NULL COLLATE NOCASE, id INTEGER NOT NULL, content BLOB NOT NULL, UNIQUE (mailbox, id));
            """);
    }

    public ContentForm Form => ContentForm.Properties;

    public MailboxImage Load(string address)
    {
        lock (_gate)
        {
            return new MailboxImage(
                Query("SELECT record FROM folders WHERE mailbox = $mailbox", address, row => RecordCodec.ReadFolder((byte[])row[0])),
                Query("SELECT record FROM items WHERE mailbox = $mailbox ORDER BY id", address, row => RecordCodec.ReadItem((byte[])row[0])),
                Query(
                    "SELECT folder, id, added, change FROM tombstones WHERE mailbox = $mailbox ORDER BY change",
                    address,
                    row => new Tombstone(row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3))));
        }
    }

    public void Commit(string address, StoreBatch batch)
    {
        lock (_gate)
        {
            using var transaction = _writer.BeginTransaction();
            Run("INSERT INTO folders VALUES ($mailbox, $id, $record) ON CONFLICT DO UPDATE SET record = excluded.record", address, batch.Folders, folder => [("$id", folder.Id), ("$record", RecordCodec.Write(folder))]);
            Run("DELETE FROM folders WHERE mailbox = $mailbox AND id = $id", address, batch.RemovedFolders, id => [("$id", id)]);
            foreach (var (id, content) in batch.Contents)
            {
                Insert(address, id, content.Span);
            }

            Run("INSERT INTO items VALUES ($mailbox, $id, $record) ON CONFLICT DO UPDATE SET record = excluded.record", address, batch.Items, item => [("$id", item.Id), ("$record", RecordCodec.Write(item))]);
            Run("DELETE FROM items WHERE mailbox = $mailbox AND id = $id", address, batch.RemovedItems, id => [("$id", id)]);
            Run("DELETE FROM contents WHERE mailbox = $mailbox AND id = $id", address, batch.RemovedContents, id => [("$id", id)]);
            Run(
                "INSERT INTO tombstones VALUES ($mailbox, $folder, $id, $added, $change)",
                address,
                batch.Tombstones,
                stone => [("$folder", stone.Folder), ("$id", stone.Id), ("$added", stone.Added), ("$change", stone.Change)]);
            transaction.Commit();
        }
    }

    public Stream? OpenContent(string address, long contentId)
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT row FROM contents WHERE mailbox = $mailbox AND id = $id";
        command.Parameters.AddWithValue("$mailbox", address);
        command.Parameters.AddWithValue("$id", contentId);
        if (command.ExecuteScalar() is not long row)
        {
            connection.Dispose();
            return null;
        }

        return new OwnedBlob(connection, row);
    }

    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync();
        using var pool = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(pool);
    }

    // Written through a blob handle: a parameter would be copied once more by the driver, which hurts at 40 MB.
    private void Insert(string address, long id, ReadOnlySpan<byte> content)
    {
        using var command = _writer.CreateCommand();
        command.CommandText = "INSERT OR REPLACE INTO contents (mailbox, id, content) VALUES ($mailbox, $id, zeroblob($length)) RETURNING row";
        command.Parameters.AddWithValue("$mailbox", address);
        command.Parameters.AddWithValue("$id", id);
        command.Parameters.AddWithValue("$length", content.Length);
        using var blob = new SqliteBlob(_writer, "contents", "content", (long)command.ExecuteScalar()!);
        blob.Write(content);
    }

    private void Run<T>(string sql, string address, List<T> rows, Func<T, (string Name, object Value)[]> values)
    {
        if (rows.Count == 0)
        {
            return;
        }

        using var command = _writer.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$mailbox", address);
        var isPrepared = false;
        foreach (var row in rows)
        {
            foreach (var (name, value) in values(row))
            {
                if (isPrepared)
                {
                    command.Parameters[name].Value = value;
                }
                else
                {
                    command.Parameters.AddWithValue(name, value);
                }
            }

            isPrepared = true;
            command.ExecuteNonQuery();
        }
    }

    private List<T> Query<T>(string sql, string address, Func<SqliteDataReader, T> read)
    {
        using var command = _writer.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("$mailbox", address);
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private void Execute(string sql)
    {
        using var command = _writer.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    // The blob and the connection it is read over live and end together.
    private sealed class OwnedBlob : SqliteBlob
    {
        private readonly SqliteConnection _owned;

        public OwnedBlob(SqliteConnection connection, long row)
            : base(connection, "contents", "content", row, readOnly: true) => _owned = connection;

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            _owned.Dispose();
        }
    }
}
