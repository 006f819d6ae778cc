using Microsoft.Data.Sqlite;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Storage.Journals;

/// <summary>Where source folders went.</summary>
internal sealed class PlaceTable(SqliteConnection connection)
{
    private readonly Statement _list = new(connection, "SELECT name, anchor, names FROM place", 0);
    private readonly Statement _keep = new(connection, "INSERT OR REPLACE INTO place (name, anchor, names) VALUES (?1, ?2, ?3)", 3);

    /// <summary>Those of a journal that may be older than this table.</summary>
    public static IReadOnlyDictionary<SourceFolderId, DestinationPath> ListOf(SqliteConnection connection) =>
        new Statement(connection, "SELECT count(*) FROM sqlite_master WHERE name = 'place'", 0).AskNumber() == 0
            ? new Dictionary<SourceFolderId, DestinationPath>()
            : new PlaceTable(connection).List();

    public IReadOnlyDictionary<SourceFolderId, DestinationPath> List()
    {
        var places = new Dictionary<SourceFolderId, DestinationPath>();
        using var row = _list.Read();
        while (row.Read())
        {
            places[FolderTable.ReadName(row.GetFieldValue<byte[]>(0))] = StoredPath.Read(row.GetString(1), row.GetString(2));
        }

        return places;
    }

    public void Keep(IEnumerable<KeyValuePair<SourceFolderId, DestinationPath>> places)
    {
        foreach (var (id, place) in places)
        {
            var (anchor, names) = StoredPath.Of(place);
            _keep.Run(FolderTable.Name(id), anchor, names);
        }
    }
}
