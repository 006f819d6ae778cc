using Turnstone.Engine.Journal;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;

namespace Turnstone.Storage.Journals.Postgres;

/// <summary>The passes over the mailbox, and whether the destination was asked what it has.</summary>
internal sealed class PostgresPasses(TimeProvider time)
{
    private const string LastOne = """
        SELECT number, kind, started, finished, status, errors FROM journal_pass WHERE journal = $1 AND kind <> $2 ORDER BY number DESC LIMIT 1
        """;

    private const string BeginOne = """
        INSERT INTO journal_pass (journal, number, kind, started)
        SELECT $1, coalesce(max(number), 0) + 1, $2, $3 FROM journal_pass WHERE journal = $1 RETURNING number, started
        """;

    public static void AskLast(JournalBatch batch) => batch.Ask(LastOne, StoredWord.Of(PassKind.Verify));

    public static async Task<PassRecord?> ReadLastAsync(JournalRows rows)
    {
        await rows.NextAsync();
        if (!await rows.ReadAsync())
        {
            return null;
        }

        var row = rows.Row;
        return new PassRecord
        {
            Number = row.GetInt64(0),
            Kind = StoredWord.Read<PassKind>(row.GetString(1)),
            Started = StoredTime.Read(row.GetInt64(2)),
            Finished = row.IsDBNull(3) ? null : StoredTime.Read(row.GetInt64(3)),
            Status = row.IsDBNull(4) ? null : StoredWord.Read<PassStatus>(row.GetString(4)),
            Errors = row.GetInt64(5),
        };
    }

    public void Begin(JournalBatch batch, PassKind kind) => batch.Ask(BeginOne, StoredWord.Of(kind), StoredTime.Of(time.GetUtcNow()));

    public static async Task<PassRecord> ReadBegunAsync(JournalRows rows, PassKind kind)
    {
        var number = await rows.NumberAsync();
        return new PassRecord { Number = number, Kind = kind, Started = StoredTime.Read(rows.Row.GetInt64(1)) };
    }

    public void End(JournalBatch batch, long number, PassStatus status, long errors) => batch.Run(
        "UPDATE journal_pass SET finished = $3, status = $4, errors = $5 WHERE journal = $1 AND number = $2",
        number, StoredTime.Of(time.GetUtcNow()), StoredWord.Of(status), errors);

    public static void AskLearned(JournalBatch batch) => batch.Ask("SELECT learned::int::bigint FROM journal WHERE number = $1");

    public static void MarkLearned(JournalBatch batch) => batch.Run("UPDATE journal SET learned = true WHERE number = $1");
}
