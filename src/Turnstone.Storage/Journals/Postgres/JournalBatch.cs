using Npgsql;

namespace Turnstone.Storage.Journals.Postgres;

/// <summary>
/// Statements about one journal that travel together and hold together: one round trip, one transaction. In each of them <c>$1</c> is the
/// journal's number, and the values given are <c>$2</c> and so on.
/// </summary>
internal sealed class JournalBatch(long journal) : IAsyncDisposable
{
    private readonly NpgsqlBatch _batch = new();

    /// <summary>How many questions were asked so far; each has a result of its own, in the order of asking.</summary>
    public int Questions { get; private set; }

    /// <summary>A change.</summary>
    public void Run(string sql, params ReadOnlySpan<object?> values)
    {
        var command = new NpgsqlBatchCommand();
#pragma warning disable CA2100 // The text is a constant at every caller; values travel as parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Parameters.Add(new NpgsqlParameter { Value = journal });
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        }

        _batch.BatchCommands.Add(command);
    }

    /// <summary>A question, or a change that answers.</summary>
    public void Ask(string sql, params ReadOnlySpan<object?> values)
    {
        Run(sql, values);
        Questions++;
    }

    /// <summary>Sends all of it.</summary>
    public Task<NpgsqlDataReader> SendAsync(NpgsqlConnection connection)
    {
        _batch.Connection = connection;
        return _batch.ExecuteReaderAsync(CancellationToken.None);
    }

    public ValueTask DisposeAsync() => _batch.DisposeAsync();
}
