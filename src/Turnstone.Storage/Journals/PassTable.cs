using Microsoft.Data.Sqlite;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;

namespace Turnstone.Storage.Journals;

/// <summary>The passes over the pair.</summary>
internal sealed class PassTable(SqliteConnection connection, TimeProvider time)
{
    private readonly Statement _last = new(
        connection,
        "SELECT number, kind, started, finished, status, errors FROM pass WHERE kind <> ?1 ORDER BY number DESC LIMIT 1",
        1);

    private readonly Statement _begin = new(connection, "INSERT INTO pass (kind, started) VALUES (?1, ?2) RETURNING number", 2);
    private readonly Statement _end = new(connection, "UPDATE pass SET finished = ?2, status = ?3, errors = ?4 WHERE number = ?1", 4);

    public PassRecord? Last()
    {
        using var row = _last.Read(StoredWord.Of(PassKind.Verify));
        return !row.Read()
            ? null
            : new PassRecord
            {
                Number = row.GetInt64(0),
                Kind = StoredWord.Read<PassKind>(row.GetString(1)),
                Started = StoredTime.Read(row.GetInt64(2)),
                Finished = row.IsDBNull(3) ? null : StoredTime.Read(row.GetInt64(3)),
                Status = row.IsDBNull(4) ? null : StoredWord.Read<PassStatus>(row.GetString(4)),
                Errors = row.GetInt64(5),
            };
    }

    public PassRecord Begin(PassKind kind)
    {
        var started = StoredTime.Of(time.GetUtcNow());
        var number = _begin.AskNumber(StoredWord.Of(kind), started)!.Value;
        return new PassRecord { Number = number, Kind = kind, Started = StoredTime.Read(started) };
    }

    public void End(long number, PassStatus status, long errors) =>
        _end.Run(number, StoredTime.Of(time.GetUtcNow()), StoredWord.Of(status), errors);
}
