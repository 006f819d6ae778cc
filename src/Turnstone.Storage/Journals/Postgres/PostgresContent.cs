using Npgsql;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Storage.Journals.Postgres;

/// <summary>Settled items by what they are, so that one is known again when it turns up under another UID or in another folder.</summary>
internal static class PostgresContent
{
    private const string Remove = """
        DELETE FROM journal_content c USING unnest($2::bytea[], $3::bigint[], $4::bigint[]) AS t (digest, folder, uid)
        WHERE c.journal = $1 AND c.digest = t.digest AND c.folder = t.folder AND c.uid = t.uid
        """;

    private const string Add = """
        INSERT INTO journal_content (journal, digest, folder, uid) SELECT $1, t.* FROM unnest($2::bytea[], $3::bigint[], $4::bigint[]) AS t
        ON CONFLICT DO NOTHING
        """;

    private const string Stay = """
        DELETE FROM journal_moved m USING unnest($2::bigint[], $3::bigint[]) AS t (folder, uid)
        WHERE m.journal = $1 AND m.folder = t.folder AND m.uid = t.uid
        """;

    private const string Move = """
        INSERT INTO journal_moved (journal, folder, uid, away, sent_folder, sent_uid)
        SELECT $1, t.folder, t.uid, t.sent_folder IS NULL, t.sent_folder, t.sent_uid
        FROM unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[]) AS t (folder, uid, sent_folder, sent_uid)
        ON CONFLICT (journal, folder, uid) DO UPDATE SET away = excluded.away, sent_folder = excluded.sent_folder, sent_uid = excluded.sent_uid
        """;

    private const string FindAll = """
        SELECT c.digest, c.folder, f.name, f.uid_validity, c.uid, s.number, s.name, s.uid_validity, m.sent_uid
        FROM journal_content c
        JOIN journal_folder f ON f.journal = c.journal AND f.number = c.folder
        LEFT JOIN journal_moved m ON m.journal = c.journal AND m.folder = c.folder AND m.uid = c.uid AND NOT m.away
        LEFT JOIN journal_folder s ON s.journal = c.journal AND s.number = m.sent_folder
        WHERE c.journal = $1 AND c.digest = ANY($2) ORDER BY c.folder, c.uid
        """;

    /// <summary>In the order given: where several of them are about the same row, the last says what becomes of it.</summary>
    public static void Write(JournalBatch batch, JournalFolder folder, IEnumerable<Settlement> settlements)
    {
        var content = new Dictionary<(string Digest, long Folder, uint Uid), (byte[] Digest, bool Stays)>();
        var moved = new Dictionary<(long Folder, uint Uid), Place>();
        foreach (var arrived in settlements.OfType<Settlement.Arrived>())
        {
            if (arrived.InsteadOf is { } earlier)
            {
                content[(earlier.Content.Value, earlier.FolderNumber, earlier.Uid)] = (earlier.Content.Digest, false);
                moved[(earlier.FolderNumber, earlier.Uid)] = new Place(true, null, null);
            }

            if (arrived.InsteadOf?.Sent is { } sent && !sent.Is(folder, arrived.Uid))
            {
                moved[(folder.Number, arrived.Uid)] = new Place(true, sent.FolderNumber, sent.Uid);
            }
            else if (folder.HasDeparted(arrived.Uid))
            {
                // Back where it was sent from.
                moved[(folder.Number, arrived.Uid)] = new Place(false, null, null);
            }

            if (arrived.Content is { } key)
            {
                content[(key.Value, folder.Number, arrived.Uid)] = (key.Digest, true);
            }
        }

        Write(batch, Remove, [.. content.Where(entry => !entry.Value.Stays).Select(entry => (entry.Value.Digest, entry.Key.Folder, entry.Key.Uid))]);
        Write(batch, Add, [.. content.Where(entry => entry.Value.Stays).Select(entry => (entry.Value.Digest, entry.Key.Folder, entry.Key.Uid))]);
        Write(batch, [.. moved.Where(entry => !entry.Value.IsMoved).Select(entry => entry.Key)]);
        Write(batch, [.. moved.Where(entry => entry.Value.IsMoved)]);
    }

    // The cast is no decoration: an array of arrays would be taken for the values themselves.
    public static void AskFor(JournalBatch batch, IEnumerable<ContentKey> keys) => batch.Ask(FindAll, (object)keys.Select(key => key.Digest).ToArray());

    public static async Task<ILookup<ContentKey, SettledItem>> ReadFoundAsync(JournalRows rows, IEnumerable<ContentKey> keys)
    {
        var byDigest = keys.ToLookup(key => Convert.ToHexString(key.Digest));
        var found = new List<SettledItem>();
        await rows.NextAsync();
        while (await rows.ReadAsync())
        {
            var row = rows.Row;
            foreach (var key in byDigest[Convert.ToHexString(row.GetFieldValue<byte[]>(0))])
            {
                found.Add(Read(row, 1, key) with { SentAs = row.IsDBNull(5) ? null : Read(row, 5, key) });
            }
        }

        return found.ToLookup(item => item.Content);
    }

    private static SettledItem Read(NpgsqlDataReader row, int column, ContentKey key) => new(
        key,
        row.GetInt64(column),
        FolderTable.ReadName(row.GetFieldValue<byte[]>(column + 1)),
        StoredUid.Read(row.GetInt64(column + 2)),
        StoredUid.Read(row.GetInt64(column + 3)));

    private static void Write(JournalBatch batch, string sql, (byte[] Digest, long Folder, uint Uid)[] items)
    {
        if (items.Length > 0)
        {
            batch.Run(sql, items.Select(item => item.Digest).ToArray(), items.Select(item => item.Folder).ToArray(), items.Select(item => (long)item.Uid).ToArray());
        }
    }

    private static void Write(JournalBatch batch, (long Folder, uint Uid)[] back)
    {
        if (back.Length > 0)
        {
            batch.Run(Stay, back.Select(item => item.Folder).ToArray(), back.Select(item => (long)item.Uid).ToArray());
        }
    }

    private static void Write(JournalBatch batch, KeyValuePair<(long Folder, uint Uid), Place>[] moved)
    {
        if (moved.Length > 0)
        {
            batch.Run(
                Move,
                moved.Select(item => item.Key.Folder).ToArray(),
                moved.Select(item => (long)item.Key.Uid).ToArray(),
                moved.Select(item => item.Value.SentFolder).ToArray(),
                moved.Select(item => (long?)item.Value.SentUid).ToArray());
        }
    }

    /// <summary>Where an item stands: moved or in its place; sent from elsewhere, or away.</summary>
    private readonly record struct Place(bool IsMoved, long? SentFolder, uint? SentUid);
}
