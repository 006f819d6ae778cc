namespace Turnstone.Server.Mailboxes;

internal static class MailboxSetup
{
    public static IServiceCollection AddMailboxes(this IServiceCollection services) =>
        services.AddScoped<ProjectMailboxes>().AddScoped<MailboxService>().AddScoped<MailboxImport>().AddScoped<MailboxExport>().AddScoped<MailboxBulk>().AddScoped<MailboxCounts>();
}
