using Microsoft.EntityFrameworkCore;

namespace Turnstone.Storage.Plane.Sqlite;

/// <summary>The rows as SQLite keeps them.</summary>
internal sealed class SqlitePlaneContext(DbContextOptions<SqlitePlaneContext> options, PlaneScope scope, TimeProvider time) : PlaneContext(options, scope, time)
{
    // SQLite has no type for a moment, and texts with offsets neither compare nor sort.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<Milliseconds>();
}
