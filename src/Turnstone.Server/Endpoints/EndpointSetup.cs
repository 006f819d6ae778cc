using Turnstone.Server.Security;

namespace Turnstone.Server.Endpoints;

internal static class EndpointSetup
{
    public static IServiceCollection AddEndpoints(this IServiceCollection services) => services
        .AddSingleton<Secrets>().AddSingleton<EndpointTokens>().AddSingleton<EndpointOpening>().AddSingleton<EndpointCheck>().AddSingleton<EndpointSecrets>().AddSingleton<RunningTests>()
        .AddScoped<EndpointService>().AddScoped<EndpointTests>();
}
