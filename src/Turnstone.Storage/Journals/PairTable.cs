using Microsoft.Data.Sqlite;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Storage.Journals;

/// <summary>The one row that says whose journal this is, and whether it has asked the destination what is there.</summary>
internal sealed class PairTable(SqliteConnection connection)
{
    private readonly Statement _add = new(connection, "INSERT INTO pair (source, destination) VALUES (?1, ?2)", 2);
    private readonly Statement _read = new(connection, "SELECT source, destination FROM pair", 0);
    private readonly Statement _learned = new(connection, "SELECT learned FROM pair", 0);
    private readonly Statement _markLearned = new(connection, "UPDATE pair SET learned = 1", 0);

    public void Add(SmtpAddress source, SmtpAddress destination) => _add.Run(source.Value, destination.Value);

    public bool IsOf(SmtpAddress source, SmtpAddress destination)
    {
        using var row = _read.Read();
        return row.Read()
            && SmtpAddress.TryParse(row.GetString(0), out var first) && first == source
            && SmtpAddress.TryParse(row.GetString(1), out var second) && second == destination;
    }

    public bool HasLearned() => _learned.AskNumber() == 1;

    public void MarkLearned() => _markLearned.Run();
}
