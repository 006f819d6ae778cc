using System.Globalization;
using Microsoft.Data.Sqlite;
using Turnstone.Storage.Plane;
using Turnstone.Testing.Conformance;

namespace Turnstone.Tests.Storage;

public sealed class SqlitePlaneUpgradeTests : PlaneUpgradeConformance, IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("turnstone-test-").FullName;

    protected override string ColumnsQuery =>
        "SELECT t.name, c.name, c.type FROM sqlite_master AS t, pragma_table_info(t.name) AS c WHERE t.type = 'table' AND t.name NOT LIKE '\\_\\_%' ESCAPE '\\' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY 1, c.cid";

    protected override string AnyOrder => "PRAGMA foreign_keys = OFF";

    protected override Task<PlaneDatabase> OpenAsync(int number) =>
        Task.FromResult(PlaneDatabase.InDirectory(Directory.CreateDirectory(Path.Combine(_directory, number.ToString(CultureInfo.InvariantCulture))).FullName, TimeProvider.System));

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }
}
