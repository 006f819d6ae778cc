using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Turnstone.Storage.Plane.Postgres;
using Turnstone.Storage.Plane.Sqlite;

namespace Turnstone.Storage.Plane;

/// <summary>For <c>dotnet ef migrations add</c> (CONTRIBUTING.md), which asks for a context without a database.</summary>
internal sealed class DesignTime : IDesignTimeDbContextFactory<SqlitePlaneContext>, IDesignTimeDbContextFactory<PostgresPlaneContext>
{
    SqlitePlaneContext IDesignTimeDbContextFactory<SqlitePlaneContext>.CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlitePlaneContext>().UseSqlite("Data Source=:memory:").UseSnakeCaseNamingConvention().Options, new PlaneScope.House(), TimeProvider.System, new SemaphoreSlim(1, 1));

    PostgresPlaneContext IDesignTimeDbContextFactory<PostgresPlaneContext>.CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresPlaneContext>().UseNpgsql("Host=nowhere").UseSnakeCaseNamingConvention().Options, new PlaneScope.House(), TimeProvider.System);
}
