using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Turnstone.Server.Operations;

/// <summary>Whether this process wants more work. It stops wanting before it stops serving.</summary>
internal sealed class Readiness : IHealthCheck
{
    private int _isLeaving;

    /// <summary>From now on <c>/health/ready</c> says no.</summary>
    public void Leave() => Volatile.Write(ref _isLeaving, 1);

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Volatile.Read(ref _isLeaving) == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The server leaves."));
}
