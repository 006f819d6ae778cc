using Npgsql;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Storage.Journals.Postgres;

/// <summary>What the source said of folders when all they held was settled.</summary>
internal static class PostgresMarks
{
    private const string All = """
        SELECT f.name, f.uid_validity, m.uid_next, m.items, m.mod_seq
        FROM journal_mark m JOIN journal_folder f ON f.journal = m.journal AND f.number = m.folder
        WHERE m.journal = $1 ORDER BY f.number
        """;

    private const string KeepOne = """
        INSERT INTO journal_mark (journal, folder, uid_next, items, mod_seq) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (journal, folder) DO UPDATE SET uid_next = excluded.uid_next, items = excluded.items, mod_seq = excluded.mod_seq
        """;

    public static void AskAll(JournalBatch batch) => batch.Ask(All);

    public static async Task<IReadOnlyDictionary<SourceFolderId, FolderMark>> ReadAllAsync(JournalRows rows)
    {
        var marks = new Dictionary<SourceFolderId, FolderMark>();
        await rows.NextAsync();
        while (await rows.ReadAsync())
        {
            marks[FolderTable.ReadName(rows.Row.GetFieldValue<byte[]>(0))] = Read(rows.Row, (uint)rows.Row.GetInt64(1), 2);
        }

        return marks;
    }

    /// <summary>The mark in a row, from this column on.</summary>
    public static FolderMark Read(NpgsqlDataReader row, uint uidValidity, int first) => new(
        uidValidity, (uint)row.GetInt64(first), row.GetInt64(first + 1), row.IsDBNull(first + 2) ? null : row.GetInt64(first + 2));

    public static void Keep(JournalBatch batch, JournalFolder folder, FolderMark mark) =>
        batch.Run(KeepOne, folder.Number, (long)mark.UidNext, mark.Count, mark.ModSeq);

    /// <summary>What has left a folder and was recognised elsewhere is no longer settled there: the mark does not hold any more.</summary>
    public static void Write(JournalBatch batch, IEnumerable<Settlement> settlements)
    {
        var departedFrom = settlements.OfType<Settlement.Arrived>().Select(arrived => arrived.InsteadOf?.FolderNumber).OfType<long>().Distinct().ToArray();
        if (departedFrom.Length > 0)
        {
            batch.Run("DELETE FROM journal_mark WHERE journal = $1 AND folder = ANY($2)", departedFrom);
        }
    }
}
