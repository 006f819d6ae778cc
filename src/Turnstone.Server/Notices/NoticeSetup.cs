using Turnstone.Server.Mail;

namespace Turnstone.Server.Notices;

internal static class NoticeSetup
{
    public static IServiceCollection AddNotices(this IServiceCollection services) =>
        services.AddScoped<NoticeTemplateService>().AddScoped<UserNotices>().AddSingleton<PassNotices>().AddSingleton<IDueMails, PassNoticeMails>();
}
