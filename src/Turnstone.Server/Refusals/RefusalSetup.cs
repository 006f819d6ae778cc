namespace Turnstone.Server.Refusals;

internal static class RefusalSetup
{
    public static IServiceCollection AddRefusals(this IServiceCollection services) => services.AddProblemDetails().AddExceptionHandler<RefusalHandler>();
}
