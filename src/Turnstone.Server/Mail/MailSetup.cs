namespace Turnstone.Server.Mail;

internal static class MailSetup
{
    public static IServiceCollection AddMail(this IServiceCollection services, ServerSettings settings)
    {
        services.AddSingleton<Outbox>().AddSingleton<Links>();
        return settings.Smtp is { } smtp ? services.AddSingleton(smtp).AddSingleton<MailSender>().AddHostedService<MailPump>() : services;
    }
}
