using Turnstone.Server.Mail;

namespace Turnstone.Server.CredentialRequests;

internal static class CredentialRequestSetup
{
    public static IServiceCollection AddCredentialRequests(this IServiceCollection services) =>
        services.AddScoped<CredentialRequestService>().AddScoped<CredentialDoor>().AddSingleton<CredentialLinks>().AddSingleton<IDueMails, CredentialReminders>();
}
