using Npgsql;
using Turnstone.Storage.Plane;
using Turnstone.Testing.Conformance;
using Xunit;

namespace Turnstone.EndToEnd.Databases;

public sealed class PostgresPlaneTests(PostgresHost host) : PlaneConformance, IClassFixture<PostgresHost>, IAsyncLifetime
{
    private string _connection = "";

    public async ValueTask InitializeAsync() => _connection = await host.MakeDatabaseAsync(Cancel);

    public ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        return ValueTask.CompletedTask;
    }

    // Fewer than the server takes: other tests share it.
    protected override PlaneDatabase Open() => PlaneDatabase.OnPostgres(_connection + ";Maximum Pool Size=20", TimeProvider.System);
}
