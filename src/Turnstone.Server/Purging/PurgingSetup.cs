namespace Turnstone.Server.Purging;

internal static class PurgingSetup
{
    public static IServiceCollection AddPurging(this IServiceCollection services) => services.AddSingleton<Purge>().AddHostedService<PurgeHours>();
}
