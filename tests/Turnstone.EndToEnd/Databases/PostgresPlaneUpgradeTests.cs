using System.Collections.Concurrent;
using Npgsql;
using Turnstone.Storage.Plane;
using Turnstone.Testing.Conformance;
using Xunit;

namespace Turnstone.EndToEnd.Databases;

public sealed class PostgresPlaneUpgradeTests(PostgresHost host) : PlaneUpgradeConformance, IClassFixture<PostgresHost>, IDisposable
{
    private readonly ConcurrentDictionary<int, string> _made = new();

    protected override string ColumnsQuery =>
        "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public' AND is_generated = 'NEVER' AND table_name NOT LIKE '\\_\\_%' ORDER BY 1, ordinal_position";

    protected override string AnyOrder => "SET session_replication_role = replica";

    protected override async Task<PlaneDatabase> OpenAsync(int number)
    {
        if (!_made.TryGetValue(number, out var connection))
        {
            connection = _made[number] = await host.MakeDatabaseAsync(Cancel);
        }

        return PlaneDatabase.OnPostgres(connection, TimeProvider.System);
    }

    public void Dispose() => NpgsqlConnection.ClearAllPools();
}
