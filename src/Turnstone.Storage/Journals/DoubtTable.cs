using Microsoft.Data.Sqlite;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Storage.Journals;

/// <summary>Items that may be at the destination without the journal knowing.</summary>
internal sealed class DoubtTable(SqliteConnection connection, TimeProvider time)
{
    private readonly Dictionary<DestinationFolder, long> _destinations = [];

    private readonly Statement _findDestination = new(
        connection, "SELECT number FROM destination WHERE id = ?1 AND anchor = ?2 AND names = ?3", 3);

    private readonly Statement _addDestination = new(
        connection, "INSERT INTO destination (id, anchor, names) VALUES (?1, ?2, ?3) RETURNING number", 3);

    private readonly Statement _mark = new(
        connection, "INSERT OR REPLACE INTO in_doubt (folder, uid, destination, marked) VALUES (?1, ?2, ?3, ?4)", 4);

    private readonly Statement _any = new(connection, "SELECT EXISTS (SELECT 1 FROM in_doubt WHERE folder = ?1)", 1);
    private readonly Statement _remove = new(connection, "DELETE FROM in_doubt WHERE folder = ?1 AND uid = ?2", 2);

    private readonly Statement _list = new(
        connection,
        """
        SELECT f.number, f.name, f.uid_validity, d.number, d.id, d.anchor, d.names, i.uid, i.marked
        FROM in_doubt i JOIN folder f ON f.number = i.folder JOIN destination d ON d.number = i.destination
        ORDER BY f.number, d.number, i.uid
        """,
        0);

    public void Mark(JournalFolder folder, DestinationFolder destination, IEnumerable<uint> uids)
    {
        var number = NumberOf(destination);
        var now = StoredTime.Of(time.GetUtcNow());
        foreach (var uid in uids)
        {
            _mark.Run(folder.Number, (long)uid, number, now);
        }
    }

    /// <summary>Whatever an item came to, it is known now.</summary>
    public void Remove(JournalFolder folder, IEnumerable<Settlement> settlements)
    {
        // A journal that is rebuilt from the destination settles a million items that never were in doubt.
        if (_any.AskNumber(folder.Number) != 1)
        {
            return;
        }

        foreach (var settlement in settlements)
        {
            _remove.Run(folder.Number, (long)settlement.Uid);
        }
    }

    public IReadOnlyList<DoubtfulItems> List()
    {
        var lists = new List<DoubtfulItems>();
        var (folder, destination) = (0L, 0L);
        List<uint> uids = [];
        using var row = _list.Read();
        while (row.Read())
        {
            var marked = StoredTime.Read(row.GetInt64(8));
            if (lists.Count == 0 || row.GetInt64(0) != folder || row.GetInt64(3) != destination)
            {
                (folder, destination, uids) = (row.GetInt64(0), row.GetInt64(3), []);
                lists.Add(new DoubtfulItems(
                    FolderTable.ReadName(row.GetFieldValue<byte[]>(1)),
                    StoredUid.Read(row.GetInt64(2)),
                    new DestinationFolder(row.GetString(4), StoredPath.Read(row.GetString(5), row.GetString(6))),
                    uids,
                    marked));
            }

            uids.Add(StoredUid.Read(row.GetInt64(7)));
            if (marked > lists[^1].LastMarked)
            {
                lists[^1] = lists[^1] with { LastMarked = marked };
            }
        }

        return lists;
    }

    /// <summary>After a rollback: what was added may not be there.</summary>
    public void Forget() => _destinations.Clear();

    private long NumberOf(DestinationFolder folder)
    {
        if (!_destinations.TryGetValue(folder, out var number))
        {
            var (anchor, names) = StoredPath.Of(folder.Path);
            number = _findDestination.AskNumber(folder.Id, anchor, names) ?? _addDestination.AskNumber(folder.Id, anchor, names)!.Value;
            _destinations.Add(folder, number);
        }

        return number;
    }
}
