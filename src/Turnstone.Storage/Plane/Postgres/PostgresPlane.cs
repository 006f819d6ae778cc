using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Turnstone.Storage.Plane.Postgres;

/// <summary>The control plane's rows in a PostgreSQL database.</summary>
internal sealed class PostgresPlane : PlaneDatabase
{
    /// <summary>Ours among the database's advisory locks: "TrnU".</summary>
    private const long UpgradeLock = 0x54726E55;

    // PostgreSQL has 100 for everybody as it comes; journals have theirs besides (PostgresJournals).
    private const int MostConnections = 40;

    private readonly NpgsqlDataSource _source;
    private readonly TimeProvider _time;
    private readonly DbContextOptions<PostgresPlaneContext> _options;

    public PostgresPlane(string connection, TimeProvider time)
    {
        _time = time;
        _source = PostgresSource.Make(connection, MostConnections);
        _options = new DbContextOptionsBuilder<PostgresPlaneContext>().UseNpgsql(_source).UseSnakeCaseNamingConvention().Options;
    }

    public override PlaneContext Open(PlaneScope scope) => new PostgresPlaneContext(_options, scope, _time);

    public override async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await base.DisposeAsync();
    }

    /// <summary>Only one process at a time: two that make the history's table at once would both fail. The lock goes with its connection.</summary>
    protected override async Task ExclusivelyAsync(PlaneContext context, Func<Task> upgrade, CancellationToken cancellationToken)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand($"SELECT pg_advisory_lock({UpgradeLock})", connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
        await upgrade();
        command.CommandText = $"SELECT pg_advisory_unlock({UpgradeLock})";
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }
}
