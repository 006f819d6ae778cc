using Microsoft.Data.Sqlite;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Storage.Journals;

/// <summary>What the source said of folders when all they held was settled.</summary>
internal sealed class MarkTable(SqliteConnection connection)
{
    private readonly Statement _list = new(
        connection, "SELECT name, uid_validity, uid_next, items, mod_seq FROM mark JOIN folder ON folder.number = mark.folder ORDER BY folder.number", 0);

    private readonly Statement _read = new(connection, "SELECT uid_next, items, mod_seq FROM mark WHERE folder = ?1", 1);
    private readonly Statement _keep = new(connection, "INSERT OR REPLACE INTO mark (folder, uid_next, items, mod_seq) VALUES (?1, ?2, ?3, ?4)", 4);
    private readonly Statement _forget = new(connection, "DELETE FROM mark WHERE folder = ?1", 1);

    public IReadOnlyDictionary<SourceFolderId, FolderMark> List()
    {
        var marks = new Dictionary<SourceFolderId, FolderMark>();
        using var row = _list.Read();
        while (row.Read())
        {
            marks[FolderTable.ReadName(row.GetFieldValue<byte[]>(0))] = Mark(row, (uint)row.GetInt64(1), 2);
        }

        return marks;
    }

    public FolderMark? Read(long folder, uint uidValidity)
    {
        using var row = _read.Read(folder);
        return row.Read() ? Mark(row, uidValidity, 0) : null;
    }

    public void Keep(JournalFolder folder, FolderMark mark) => _keep.Run(folder.Number, (long)mark.UidNext, mark.Count, mark.ModSeq);

    /// <summary>What has left a folder and was recognised elsewhere is no longer settled there: the mark does not hold any more.</summary>
    public void Write(IEnumerable<Settlement> settlements)
    {
        foreach (var folder in settlements.OfType<Settlement.Arrived>().Select(arrived => arrived.InsteadOf?.FolderNumber).OfType<long>().Distinct())
        {
            _forget.Run(folder);
        }
    }

    private static FolderMark Mark(SqliteDataReader row, uint uidValidity, int first) => new(
        uidValidity, (uint)row.GetInt64(first), row.GetInt64(first + 1), row.IsDBNull(first + 2) ? null : row.GetInt64(first + 2));
}
