using Turnstone.Client.Orders;
using Turnstone.Server.Licences;
using Turnstone.Server.Orders;

namespace Turnstone.Tests.Server;

/// <summary>Short forms for what is bought.</summary>
internal static class Orders
{
    /// <summary>A server that meters, at 15 dollars a licence.</summary>
    public static LicensingSettings Metered { get; } = new() { UnitPrice = new Money(1500, "USD"), WireDetails = "IBAN DE00 1234" };

    public static OrderDraft Draft(int quantity) => new()
    {
        Quantity = quantity,
        Billing = new BillingAddress { Name = "Moves Ltd", Street = "1 Main Street", PostalCode = "50667", City = "Cologne", Country = "Germany" },
    };

    public static Task<OrderInfo> AddOrderAsync(this HttpClient client, int quantity) => client.SendAsync(HttpMethod.Post, "orders", Draft(quantity)).ReadAsync<OrderInfo>();

    public static Task<HttpResponseMessage> PlaceAsync(this HttpClient client, OrderInfo order, PaymentMethod method, string? card = null) =>
        client.SendAsync(HttpMethod.Post, $"orders/{order.Id}/place", new PlaceDraft { Method = method, Card = card });

    /// <summary>Buys licences by a transfer that is accepted at once.</summary>
    public static async Task<OrderInfo> BuyAsync(this HttpClient client, int quantity)
    {
        var order = await client.AddOrderAsync(quantity);
        await client.PlaceAsync(order, PaymentMethod.Wire).ReadAsync<OrderInfo>();
        return await client.SendAsync(HttpMethod.Post, $"orders/{order.Id}/accept").ReadAsync<OrderInfo>();
    }
}
