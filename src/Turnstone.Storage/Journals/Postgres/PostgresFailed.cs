using Turnstone.Engine.Failures;
using Turnstone.Engine.Journal;

namespace Turnstone.Storage.Journals.Postgres;

/// <summary>Items whose last delivery failed.</summary>
internal static class PostgresFailed
{
    private const string Add = """
        INSERT INTO journal_failed (journal, folder, uid, code) SELECT $1, $2, t.* FROM unnest($3::bigint[], $4::text[]) AS t
        ON CONFLICT (journal, folder, uid) DO UPDATE SET code = excluded.code
        """;

    /// <summary>In the order given; what has arrived never fails afterwards.</summary>
    public static void Write(JournalBatch batch, JournalFolder folder, IEnumerable<Settlement> settlements)
    {
        var arrived = new HashSet<uint>();
        var failed = new Dictionary<uint, FailureCode>();
        foreach (var settlement in settlements)
        {
            switch (settlement)
            {
                case Settlement.Arrived:
                    arrived.Add(settlement.Uid);
                    failed.Remove(settlement.Uid);
                    break;
                case Settlement.Failed item when !arrived.Contains(item.Uid) && !folder.IsSettled(item.Uid):
                    failed[item.Uid] = item.Code;
                    break;
            }
        }

        if (arrived.Count > 0)
        {
            batch.Run("DELETE FROM journal_failed WHERE journal = $1 AND folder = $2 AND uid = ANY($3)", folder.Number, arrived.Select(uid => (long)uid).ToArray());
        }

        if (failed.Count > 0)
        {
            batch.Run(Add, folder.Number, failed.Keys.Select(uid => (long)uid).ToArray(), failed.Values.Select(code => code.Value).ToArray());
        }
    }

    public static void AskCount(JournalBatch batch) => batch.Ask("SELECT count(*) FROM journal_failed WHERE journal = $1");
}
