using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Turnstone.Storage.Plane;

namespace Turnstone.Server.Operations;

/// <summary>Whether the database answers.</summary>
internal sealed class DatabaseHealth(PlaneDatabase plane) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var rows = plane.Open(new PlaneScope.House());
        return await rows.Database.CanConnectAsync(cancellationToken)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("The database does not answer.");
    }
}
