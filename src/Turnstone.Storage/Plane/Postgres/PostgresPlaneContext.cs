using Microsoft.EntityFrameworkCore;
using Turnstone.Storage.Plane.Many;

namespace Turnstone.Storage.Plane.Postgres;

/// <summary>The rows as PostgreSQL keeps them.</summary>
internal sealed class PostgresPlaneContext(DbContextOptions<PostgresPlaneContext> options, PlaneScope scope, TimeProvider time) : PlaneContext(options, scope, time)
{
    private protected override ManyRows Many { get; } = new PostgresManyRows();
}
