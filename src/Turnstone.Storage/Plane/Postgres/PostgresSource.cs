using System.Globalization;
using Npgsql;

namespace Turnstone.Storage.Plane.Postgres;

/// <summary>How every connection to PostgreSQL is made.</summary>
internal static class PostgresSource
{
    // Longer than any transaction here thinks between two statements. A setting of the connection's start outlives what is reset when it goes back to the pool.
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Connections on which PostgreSQL itself ends a transaction that nobody goes on with: a process that stands still in the middle of one would keep
    /// its rows from all others. Whoever finds theirs ended is told 25P03.
    /// </summary>
    /// <param name="connection">An Npgsql connection string.</param>
    /// <param name="most">The most connections, where the string allows for more.</param>
    public static NpgsqlDataSource Make(string connection, int most)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection);
        settings.MaxPoolSize = Math.Min(settings.MaxPoolSize, most);
        settings.MinPoolSize = Math.Min(settings.MinPoolSize, settings.MaxPoolSize);
        var idle = string.Create(CultureInfo.InvariantCulture, $"-c idle_in_transaction_session_timeout={Idle.TotalMilliseconds:0}");
        settings.Options = string.IsNullOrWhiteSpace(settings.Options) ? idle : $"{settings.Options} {idle}";
        return NpgsqlDataSource.Create(settings);
    }
}
