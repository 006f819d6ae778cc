using Npgsql;
using Turnstone.Sandbox.Dovecot;
using Turnstone.Sandbox.Postgres;
using Xunit;

namespace Turnstone.EndToEnd.Databases;

/// <summary>A real PostgreSQL with a database for each test that asks; where it cannot run, its tests say why and are skipped.</summary>
public sealed class PostgresHost : IAsyncLifetime
{
    private PostgresServer? _server;
    private string? _unavailable;
    private int _made;

    public async ValueTask InitializeAsync()
    {
        try
        {
            _server = await PostgresServer.StartAsync(TimeProvider.System, CancellationToken.None);
        }
        catch (PackageUnavailableException e)
        {
            _unavailable = e.Message;
        }
    }

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>A new database's connection string.</summary>
    public async Task<string> MakeDatabaseAsync(CancellationToken cancellationToken)
    {
        Assert.SkipWhen(_unavailable is not null, _unavailable ?? "");
        var name = $"test{Interlocked.Increment(ref _made)}";
        await using var connection = new NpgsqlConnection(_server!.ConnectionTo("postgres"));
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
        return _server.ConnectionTo(name);
    }
}
