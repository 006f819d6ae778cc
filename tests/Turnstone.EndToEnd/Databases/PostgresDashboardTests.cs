using Turnstone.Tests.Server;
using Xunit;

namespace Turnstone.EndToEnd.Databases;

public sealed class PostgresDashboardTests(PostgresHost host) : DashboardConformance, IClassFixture<PostgresHost>
{
    protected override async Task<string?> DatabaseAsync() => await host.MakeDatabaseAsync(CancellationToken.None) + ";Maximum Pool Size=20";
}
