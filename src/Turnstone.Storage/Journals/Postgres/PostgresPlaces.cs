using Npgsql;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Storage.Journals.Postgres;

/// <summary>Where source folders went.</summary>
internal static class PostgresPlaces
{
    private const string KeepOne = """
        INSERT INTO journal_place (journal, name, anchor, names) SELECT $1, t.* FROM unnest($2::bytea[], $3::text[], $4::text[]) AS t
        ON CONFLICT (journal, sha256(name)) DO UPDATE SET anchor = excluded.anchor, names = excluded.names
        """;

    public static void AskAll(JournalBatch batch) => batch.Ask("SELECT name, anchor, names FROM journal_place WHERE journal = $1");

    public static async Task<IReadOnlyDictionary<SourceFolderId, DestinationPath>> ReadAllAsync(JournalRows rows)
    {
        await rows.NextAsync();
        return await ReadAllAsync(rows.Row, CancellationToken.None);
    }

    /// <summary>Reads what <see cref="AskAll"/> asks for.</summary>
    public static async Task<IReadOnlyDictionary<SourceFolderId, DestinationPath>> ReadAllAsync(NpgsqlDataReader row, CancellationToken cancellationToken)
    {
        var places = new Dictionary<SourceFolderId, DestinationPath>();
        while (await row.ReadAsync(cancellationToken))
        {
            places[FolderTable.ReadName(row.GetFieldValue<byte[]>(0))] = StoredPath.Read(row.GetString(1), row.GetString(2));
        }

        return places;
    }

    public static void Keep(JournalBatch batch, IReadOnlyCollection<KeyValuePair<SourceFolderId, DestinationPath>> places)
    {
        if (places.Count > 0)
        {
            var stored = places.Select(place => (Name: FolderTable.Name(place.Key), Path: StoredPath.Of(place.Value))).ToList();
            batch.Run(KeepOne, stored.Select(place => place.Name).ToArray(), stored.Select(place => place.Path.Anchor).ToArray(), stored.Select(place => place.Path.Names).ToArray());
        }
    }
}
