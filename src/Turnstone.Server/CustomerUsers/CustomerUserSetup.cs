namespace Turnstone.Server.CustomerUsers;

internal static class CustomerUserSetup
{
    public static IServiceCollection AddCustomerUsers(this IServiceCollection services) =>
        services.AddScoped<CustomerUserService>().AddScoped<CustomerUserImport>().AddScoped<MailboxesFromUsers>();
}
