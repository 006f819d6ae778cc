namespace Turnstone.Server.CutOver;

internal static class CutOverSetup
{
    public static IServiceCollection AddCutOver(this IServiceCollection services) => services.AddScoped<CutOverService>();
}
