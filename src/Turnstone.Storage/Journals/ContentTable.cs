using Microsoft.Data.Sqlite;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Storage.Journals;

/// <summary>Settled items by what they are, so that one is known again when it turns up under another UID or in another folder.</summary>
internal sealed class ContentTable(SqliteConnection connection)
{
    // As stored; never renumbered.
    private const long Here = 0;
    private const long Away = 1;

    private readonly Statement _add = new(connection, "INSERT OR IGNORE INTO content (digest, folder, uid) VALUES (?1, ?2, ?3)", 3);
    private readonly Statement _remove = new(connection, "DELETE FROM content WHERE digest = ?1 AND folder = ?2 AND uid = ?3", 3);
    private readonly Statement _move = new(
        connection, "INSERT OR REPLACE INTO moved (folder, uid, away, sent_folder, sent_uid) VALUES (?1, ?2, ?3, ?4, ?5)", 5);

    private readonly Statement _stay = new(connection, "DELETE FROM moved WHERE folder = ?1 AND uid = ?2", 2);
    private readonly Statement _readMoved = new(connection, "SELECT uid FROM moved WHERE folder = ?1 AND away = ?2", 2);

    private readonly Statement _find = new(
        connection,
        """
        SELECT c.folder, f.name, f.uid_validity, c.uid, s.number, s.name, s.uid_validity, m.sent_uid
        FROM content c JOIN folder f ON f.number = c.folder
        LEFT JOIN moved m ON m.folder = c.folder AND m.uid = c.uid AND m.away = 0
        LEFT JOIN folder s ON s.number = m.sent_folder
        WHERE c.digest = ?1 ORDER BY c.folder, c.uid
        """,
        1);

    public void Write(JournalFolder folder, IEnumerable<Settlement> settlements)
    {
        foreach (var arrived in settlements.OfType<Settlement.Arrived>())
        {
            if (arrived.InsteadOf is { } earlier)
            {
                _remove.Run(earlier.Content.Digest, earlier.FolderNumber, (long)earlier.Uid);
                _move.Run(earlier.FolderNumber, (long)earlier.Uid, Away, null, null);
            }

            if (arrived.InsteadOf?.Sent is { } sent && !sent.Is(folder, arrived.Uid))
            {
                _move.Run(folder.Number, (long)arrived.Uid, Here, sent.FolderNumber, (long)sent.Uid);
            }
            else if (folder.HasDeparted(arrived.Uid))
            {
                // Back where it was sent from.
                _stay.Run(folder.Number, (long)arrived.Uid);
            }

            if (arrived.Content is { } content)
            {
                _add.Run(content.Digest, folder.Number, (long)arrived.Uid);
            }
        }
    }

    public ILookup<ContentKey, SettledItem> Find(IEnumerable<ContentKey> keys)
    {
        var found = new List<SettledItem>();
        foreach (var key in keys)
        {
            using var row = _find.Read(key.Digest);
            while (row.Read())
            {
                found.Add(Read(row, 0, key) with { SentAs = row.IsDBNull(4) ? null : Read(row, 4, key) });
            }
        }

        return found.ToLookup(item => item.Content);
    }

    /// <summary>The settled items of a folder that were not sent from it.</summary>
    public UidSet ReadRecognised(long folder)
    {
        var recognised = new UidSet();
        foreach (var uid in ReadMoved(folder, Here))
        {
            recognised.Add(uid);
        }

        return recognised;
    }

    /// <summary>The settled items of a folder that were recognised elsewhere.</summary>
    public HashSet<uint> ReadDeparted(long folder) => [.. ReadMoved(folder, Away)];

    private static SettledItem Read(SqliteDataReader row, int column, ContentKey key) => new(
        key,
        row.GetInt64(column),
        FolderTable.ReadName(row.GetFieldValue<byte[]>(column + 1)),
        StoredUid.Read(row.GetInt64(column + 2)),
        StoredUid.Read(row.GetInt64(column + 3)));

    private IEnumerable<uint> ReadMoved(long folder, long away)
    {
        using var row = _readMoved.Read(folder, away);
        while (row.Read())
        {
            yield return StoredUid.Read(row.GetInt64(0));
        }
    }
}
