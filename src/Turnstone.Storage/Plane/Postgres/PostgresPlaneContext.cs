using Microsoft.EntityFrameworkCore;

namespace Turnstone.Storage.Plane.Postgres;

/// <summary>The rows as PostgreSQL keeps them.</summary>
internal sealed class PostgresPlaneContext(DbContextOptions<PostgresPlaneContext> options, PlaneScope scope, TimeProvider time) : PlaneContext(options, scope, time);
