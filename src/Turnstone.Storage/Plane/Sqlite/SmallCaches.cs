using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Turnstone.Storage.Plane.Sqlite;

/// <summary>
/// A connection's cache stays small: as many passes run at once, as many connections wait to be used again, each with up to two megabytes of pages
/// that the system has in its own cache as well (SQLite, PRAGMA cache_size).
/// </summary>
internal sealed class SmallCaches : DbConnectionInterceptor
{
    private const int Kibibytes = 400;

    /// <inheritdoc/>
    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = Command(connection);
        command.ExecuteNonQuery();
    }

    /// <inheritdoc/>
    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = Command(connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static DbCommand Command(DbConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = FormattableString.Invariant($"PRAGMA cache_size = -{Kibibytes}");
        return command;
    }
}
