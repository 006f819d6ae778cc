using Turnstone.Client.Orders;
using Turnstone.Server.Components;

namespace Turnstone.Server.Orders;

/// <summary>What orders are called on pages.</summary>
internal static class OrderWords
{
    /// <summary>What is bought.</summary>
    public const string Product = "User Migration Bundle";

    /// <summary>So many of them.</summary>
    public static string Licences(int count) => count == 1 ? "1 licence" : $"{count:N0} licences";

    /// <summary>An amount, as the reader writes it.</summary>
    public static string Of(Price price) => Money.Told(price.Amount, price.Currency);

    /// <summary>How an order is paid.</summary>
    public static string Of(PaymentMethod? method) => method switch
    {
        PaymentMethod.Card => "Card",
        PaymentMethod.Wire => "Wire transfer",
        _ => "–",
    };

    /// <summary>Where an order stands.</summary>
    public static string Of(OrderState state) => state switch
    {
        OrderState.Draft => "Not placed",
        OrderState.AwaitingPayment => "Awaiting payment",
        OrderState.Processing => "Payment under way",
        OrderState.Paid => "Paid",
        OrderState.Refused => "Payment refused",
        OrderState.Cancelled => "Cancelled",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <summary>How good that is.</summary>
    public static Tone ToneOf(OrderState state) => state switch
    {
        OrderState.Paid => Tone.Good,
        OrderState.AwaitingPayment => Tone.Warn,
        OrderState.Processing => Tone.Info,
        OrderState.Refused => Tone.Bad,
        _ => Tone.Neutral,
    };
}
