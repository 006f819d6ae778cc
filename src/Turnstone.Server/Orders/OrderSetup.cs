using Turnstone.Server.Licences;

namespace Turnstone.Server.Orders;

internal static class OrderSetup
{
    public static IServiceCollection AddOrders(this IServiceCollection services, LicensingSettings? licensing)
    {
        services.AddSingleton<OrderRules>().AddSingleton<OrderMap>().AddSingleton<OrderMails>().AddSingleton<OrderRelease>().AddScoped<OrderService>();
        return licensing?.Stripe is { } stripe
            ? services.AddSingleton(stripe).AddSingleton<CardPayments>().AddSingleton<CardOrders>().AddHostedService<CardPump>()
            : services;
    }
}
