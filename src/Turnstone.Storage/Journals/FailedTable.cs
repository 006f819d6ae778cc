using Microsoft.Data.Sqlite;
using Turnstone.Engine.Journal;

namespace Turnstone.Storage.Journals;

/// <summary>Items whose last delivery failed.</summary>
internal sealed class FailedTable(SqliteConnection connection, CodeTable codes)
{
    private readonly Statement _any = new(connection, "SELECT EXISTS (SELECT 1 FROM failed WHERE folder = ?1)", 1);
    private readonly Statement _write = new(connection, "INSERT OR REPLACE INTO failed (folder, uid, code) VALUES (?1, ?2, ?3)", 3);
    private readonly Statement _remove = new(connection, "DELETE FROM failed WHERE folder = ?1 AND uid = ?2", 2);
    private readonly Statement _read = new(connection, "SELECT uid, code FROM failed WHERE folder = ?1", 1);
    private readonly Statement _count = new(connection, "SELECT count(*) FROM failed", 0);

    /// <summary>In the order given; what has arrived never fails afterwards.</summary>
    public void Write(JournalFolder folder, IReadOnlyCollection<Settlement> settlements)
    {
        var mayHave = _any.AskNumber(folder.Number) == 1;
        var arrived = new HashSet<uint>();
        foreach (var settlement in settlements)
        {
            switch (settlement)
            {
                case Settlement.Arrived:
                    arrived.Add(settlement.Uid);
                    if (mayHave)
                    {
                        _remove.Run(folder.Number, (long)settlement.Uid);
                    }

                    break;
                case Settlement.Failed failed when !arrived.Contains(failed.Uid) && !folder.IsSettled(failed.Uid):
                    _write.Run(folder.Number, (long)failed.Uid, codes.NumberOf(failed.Code));
                    mayHave = true;
                    break;
            }
        }
    }

    public IReadOnlyList<FailedItem> Read(long folder)
    {
        var rows = new List<(long Uid, long Code)>();
        using (var row = _read.Read(folder))
        {
            while (row.Read())
            {
                rows.Add((row.GetInt64(0), row.GetInt64(1)));
            }
        }

        return [.. rows.Select(item => new FailedItem(StoredUid.Read(item.Uid), codes.Read(item.Code)))];
    }

    public long Count() => _count.AskNumber() ?? 0;
}
