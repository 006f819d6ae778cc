namespace Turnstone.Server.Requests;

internal static class RequestSetup
{
    public static IServiceCollection AddRequestKeys(this IServiceCollection services) =>
        services.AddSingleton<AnswerVault>().AddSingleton<KeptRequests>().AddHostedService<RequestKeyHours>();
}
