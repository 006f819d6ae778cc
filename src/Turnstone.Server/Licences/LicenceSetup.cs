namespace Turnstone.Server.Licences;

internal static class LicenceSetup
{
    public static IServiceCollection AddLicences(this IServiceCollection services, LicensingSettings? licensing)
    {
        services.AddSingleton<PassLicences>().AddScoped<LicenceService>().AddScoped<LicenceOverviewService>().AddScoped<AppliedLicenceService>().AddScoped<LicenceErrand>();
        return licensing is null ? services : services.AddSingleton<LicenceExpiry>().AddHostedService<LicenceHours>();
    }
}
