using Microsoft.AspNetCore.Connections;
using Orleans.Configuration;
using Orleans.Placement;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Runtime.Placement;

namespace Turnstone.Server.Dispatch.Grains;

/// <summary>Orleans in this process.</summary>
internal static class GrainsSetup
{
    // Shorter than what a service manager waits (docs/operations.md), longer than what passes take to leave.
    private static readonly TimeSpan Leaving = TimeSpan.FromSeconds(25);

    /// <summary>Grains of this process alone, without a port.</summary>
    public static void AddGrains(this WebApplicationBuilder builder)
    {
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(gatewayPort: 0, serviceId: "turnstone", clusterId: "turnstone");
            silo.UseSiloMetadata(new Dictionary<string, string>());
            silo.Services.AddPlacementFilter<InRegionStrategy, InRegionDirector>(ServiceLifetime.Singleton);
            silo.Configure<GrainCollectionOptions>(options => options.DeactivationTimeout = Leaving);
            ListenToNobody(silo.Services);
        });
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = Leaving);
        builder.Services.AddSingleton<IPassJobs, GrainPassJobs>();

        // Some 45 lines at each start, two for each grain, and a warning of a watchdog that counts from the machine's start.
        builder.Logging.AddFilter("Orleans", LogLevel.Error).AddFilter("Polly", LogLevel.Error);
    }

    private static void ListenToNobody(IServiceCollection services)
    {
        foreach (var key in services.Where(service => service.IsKeyedService && service.ServiceType == typeof(IConnectionListenerFactory)).Select(service => service.ServiceKey).Distinct().ToList())
        {
            services.AddKeyedSingleton<IConnectionListenerFactory, SilentListeners>(key);
        }
    }
}
