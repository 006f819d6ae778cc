using Microsoft.Data.Sqlite;

namespace Turnstone.Storage.Journals;

/// <summary>
/// A prepared command with its parameters <c>?1</c>, <c>?2</c> … in order; made once, run often, never by two at once. It lives as long
/// as its connection, which disposes its commands.
/// </summary>
#pragma warning disable CA1001 // See above: thirty Dispose calls in as many lines would do what the connection does.
internal sealed class Statement
#pragma warning restore CA1001
{
    private readonly SqliteCommand _command;

    public Statement(SqliteConnection connection, string sql, int parameters)
    {
        _command = connection.CreateCommand();
#pragma warning disable CA2100 // The text is a constant at every caller; values travel as parameters.
        _command.CommandText = sql;
#pragma warning restore CA2100
        for (var i = 1; i <= parameters; i++)
        {
            _command.Parameters.Add(new SqliteParameter($"?{i}", null));
        }
    }

    public void Run(params ReadOnlySpan<object?> values) => Bind(values).ExecuteNonQuery();

    /// <summary>The first column of the first row; null where there is none.</summary>
    public object? Ask(params ReadOnlySpan<object?> values) => Bind(values).ExecuteScalar() is var value and not DBNull ? value : null;

    /// <summary>As <see cref="Ask"/>, for numbers.</summary>
    public long? AskNumber(params ReadOnlySpan<object?> values) => Ask(values) is long number ? number : null;

    /// <summary>The rows; the caller disposes the reader before this runs again.</summary>
    public SqliteDataReader Read(params ReadOnlySpan<object?> values) => Bind(values).ExecuteReader();

    private SqliteCommand Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return _command;
    }
}
