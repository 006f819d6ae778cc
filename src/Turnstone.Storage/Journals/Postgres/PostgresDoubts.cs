using System.Security.Cryptography;
using System.Text;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Storage.Journals.Postgres;

/// <summary>Items that may be at the destination without the journal knowing.</summary>
internal sealed class PostgresDoubts(TimeProvider time)
{
    private const string AddDestination = """
        INSERT INTO journal_destination (journal, number, digest, id, anchor, names)
        SELECT $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5 FROM journal_destination WHERE journal = $1
        ON CONFLICT (journal, digest) DO NOTHING
        """;

    private const string MarkAll = """
        INSERT INTO journal_in_doubt (journal, folder, uid, destination, marked)
        SELECT $1, $2, t.uid, d.number, $4 FROM unnest($3::bigint[]) AS t (uid), journal_destination d WHERE d.journal = $1 AND d.digest = $5
        ON CONFLICT (journal, folder, uid, destination) DO UPDATE SET marked = excluded.marked
        """;

    private const string All = """
        SELECT f.number, f.name, f.uid_validity, d.number, d.id, d.anchor, d.names, i.uid, i.marked
        FROM journal_in_doubt i
        JOIN journal_folder f ON f.journal = i.journal AND f.number = i.folder
        JOIN journal_destination d ON d.journal = i.journal AND d.number = i.destination
        WHERE i.journal = $1 ORDER BY f.number, d.number, i.uid
        """;

    public void Mark(JournalBatch batch, JournalFolder folder, DestinationFolder destination, IEnumerable<uint> uids)
    {
        var (anchor, names) = StoredPath.Of(destination.Path);
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{destination.Id}\0{anchor}\0{names}"));
        batch.Run(AddDestination, digest, destination.Id, anchor, names);
        batch.Run(MarkAll, folder.Number, uids.Distinct().Select(uid => (long)uid).ToArray(), StoredTime.Of(time.GetUtcNow()), digest);
    }

    /// <summary>Whatever an item came to, it is known now.</summary>
    public static void Remove(JournalBatch batch, JournalFolder folder, IReadOnlyCollection<Settlement> settlements)
    {
        if (settlements.Count > 0)
        {
            batch.Run(
                "DELETE FROM journal_in_doubt WHERE journal = $1 AND folder = $2 AND uid = ANY($3)",
                folder.Number, settlements.Select(settlement => (long)settlement.Uid).ToArray());
        }
    }

    public static void AskAll(JournalBatch batch) => batch.Ask(All);

    public static async Task<IReadOnlyList<DoubtfulItems>> ReadAllAsync(JournalRows rows)
    {
        var lists = new List<DoubtfulItems>();
        var (folder, destination) = (0L, 0L);
        List<uint> uids = [];
        await rows.NextAsync();
        while (await rows.ReadAsync())
        {
            var row = rows.Row;
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
}
