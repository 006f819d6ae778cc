using Microsoft.Data.Sqlite;
using Turnstone.Storage.Plane;
using Turnstone.Testing.Conformance;
using Xunit;

namespace Turnstone.Tests.Storage;

public sealed class SqlitePlaneTests : PlaneConformance, IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("turnstone-test-").FullName;

    protected override PlaneDatabase Open() => PlaneDatabase.InDirectory(_directory, TimeProvider.System);

    [Fact]
    public async Task UpgradeThatWasKilled_DoesNotKeepTheNextOneWaiting()
    {
        await using var database = Open();
        await database.UpgradeAsync(Cancel);
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(_directory, "turnstone.db")}"))
        {
            await connection.OpenAsync(Cancel);
            await using var killed = connection.CreateCommand();
            killed.CommandText = "INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-11-26 12:00:00')";
            await killed.ExecuteNonQueryAsync(Cancel);
        }

        await database.UpgradeAsync(Cancel).WaitAsync(TimeSpan.FromMinutes(1), Cancel);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }
}
