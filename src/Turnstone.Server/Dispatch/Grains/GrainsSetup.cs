using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Connections.Security;
using Orleans.Placement;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Runtime.Placement;
using Turnstone.Connectors.Exchange;

namespace Turnstone.Server.Dispatch.Grains;

/// <summary>Orleans in this process.</summary>
internal static class GrainsSetup
{
    // Shorter than what a service manager waits (docs/operations.md), longer than what passes take to leave.
    private static readonly TimeSpan Leaving = TimeSpan.FromSeconds(25);

    /// <summary>Grains of this process alone, without a port; with a cluster, grains of all its processes.</summary>
    public static void AddGrains(this WebApplicationBuilder builder, ServerSettings settings)
    {
        builder.UseOrleans(silo =>
        {
            if (settings.Cluster is { } cluster)
            {
                silo.Join(cluster);
            }
            else
            {
                silo.UseLocalhostClustering(gatewayPort: 0, serviceId: "turnstone", clusterId: "turnstone");
                silo.Services.Listen<SilentListeners>();
            }

            silo.UseSiloMetadata(settings.Region is { } region ? new Dictionary<string, string> { [InRegionDirector.Region] = region } : []);
            silo.Services.AddSingleton<ServedRegions>();
            silo.Services.AddPlacementDirector<TakingTurns, TakingTurnsDirector>();
            silo.Services.AddPlacementFilter<InRegionStrategy, InRegionDirector>(ServiceLifetime.Singleton);
            silo.Configure<GrainCollectionOptions>(options => options.DeactivationTimeout = Leaving);
        });
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = Leaving);
        builder.Services.AddSingleton<IPassJobs, GrainPassJobs>().AddSingleton<IProjectQueues, GrainProjectQueues>();
    }

    private static void Join(this ISiloBuilder silo, ClusterSettings settings)
    {
        silo.Services.AddSingleton(settings).AddSingleton<Cluster>();
        silo.Services.AddSingleton(provider => new RequestBudgets(provider.GetRequiredService<TimeProvider>(), key => ActivatorUtilities.CreateInstance<GrainBudgetDesk>(provider, key)));
        silo.Services.AddHostedService<BudgetBeat>();
        silo.UseRedisClustering(_ => { });
        silo.Services.AddOptions<Orleans.Clustering.Redis.RedisClusteringOptions>().Configure<Cluster>((options, cluster) =>
            (options.ConfigurationOptions, options.CreateMultiplexer) = (cluster.Redis, _ => Task.FromResult((cluster.Connection, IsShared: true))));
        silo.Services.AddOptions<ClusterOptions>().Configure<Cluster>((options, cluster) => (options.ServiceId, options.ClusterId) = ("turnstone", cluster.Name));
        silo.ConfigureEndpoints(settings.SiloAddress, settings.SiloPort, gatewayPort: 0);

        // Who is killed is known within two seconds, who stands still within seventeen: passes are taken over after ten of silence anyway.
        silo.Configure<ClusterMembershipOptions>(options =>
        {
            (options.ProbeTimeout, options.NumMissedProbesLimit) = (TimeSpan.FromSeconds(2), 2);
            (options.TableRefreshTimeout, options.IAmAliveTablePublishTimeout) = (TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(5));
        });

        silo.Services.AddSingleton<SocketTransportFactory>().Listen<SoleListeners>();
        if (settings.Certificates is [var own, ..] known)
        {
            var fingerprints = known.Select(FingerprintOf).ToHashSet();
            silo.UseTls(own, options =>
            {
                options.ClientCertificateMode = options.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
                options.RemoteCertificateValidation = (certificate, _, _) => fingerprints.Contains(FingerprintOf(certificate));
            });
        }
    }

    private static string FingerprintOf(X509Certificate2 certificate) => certificate.GetCertHashString(HashAlgorithmName.SHA256);

    /// <summary>Has others' calls come in another way than by Orleans' own sockets.</summary>
    private static void Listen<T>(this IServiceCollection services)
        where T : class, IConnectionListenerFactory
    {
        foreach (var key in services.Where(service => service.IsKeyedService && service.ServiceType == typeof(IConnectionListenerFactory)).Select(service => service.ServiceKey).Distinct().ToList())
        {
            services.AddKeyedSingleton<IConnectionListenerFactory, T>(key);
        }
    }
}
