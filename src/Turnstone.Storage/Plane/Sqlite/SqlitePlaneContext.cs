using Microsoft.EntityFrameworkCore;

namespace Turnstone.Storage.Plane.Sqlite;

/// <summary>The rows as SQLite keeps them.</summary>
internal sealed class SqlitePlaneContext(DbContextOptions<SqlitePlaneContext> options, PlaneScope scope) : PlaneContext(options, scope)
{
    // SQLite has no type for a moment, and texts with offsets neither compare nor sort.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<Milliseconds>();
}
