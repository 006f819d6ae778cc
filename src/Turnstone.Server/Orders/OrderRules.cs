using Turnstone.Storage.Licences;

namespace Turnstone.Server.Orders;

/// <summary>How orders may be paid.</summary>
internal sealed class OrderRules(ServerSettings settings)
{
    /// <summary>From how many licences on a transfer is worth its trouble; as at the market leader.</summary>
    public const int LeastByWire = 100;

    /// <summary>Why an order cannot be paid so, for people; null where it can.</summary>
    public string? Obstacle(LicenceOrder order, PaymentMethod method) => method switch
    {
        PaymentMethod.Card when settings.Licensing?.Stripe is null =>
            "This server takes no cards: its operator has to name a payment provider (TURNSTONE_STRIPE_KEY) first.",
        PaymentMethod.Card => null,
        PaymentMethod.Wire when order.Quantity < LeastByWire =>
            $"A wire transfer is taken from {LeastByWire} licences on, and this order has {order.Quantity}: pay by card, or order {LeastByWire}.",
        PaymentMethod.Wire => null,
        _ => throw new ArgumentOutOfRangeException(nameof(method), method, null),
    };
}
