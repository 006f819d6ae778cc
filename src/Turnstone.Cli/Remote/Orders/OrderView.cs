using System.Globalization;
using Turnstone.Cli.Remote.Output;
using Turnstone.Client.Orders;
using Turnstone.Engine.Reporting;

namespace Turnstone.Cli.Remote.Orders;

internal static class OrderView
{
    /// <summary>Where orders stand, in the contract's words.</summary>
    public static IReadOnlyDictionary<string, OrderState?> States { get; } = Enum.GetValues<OrderState>().ToDictionary(Shown.Word, state => (OrderState?)state);

    public static View<OrderInfo> Of { get; } = new(
        new("Reference", order => order.Reference),
        new("State", order => Shown.Word(order.State)),
        new("Licences", order => Quantity.Count(order.Quantity)),
        new("Each", order => Money(order.UnitPrice), InLists: false),
        new("Total", order => Money(order.Total)),
        new("Paid by", order => order.Method is { } method ? Shown.Word(method) : ""),
        new("Can be paid by", order => string.Join('\n', order.Payments.Select(payment => payment.Obstacle is { } obstacle ? $"not {Shown.Word(payment.Method)}: {obstacle}" : Shown.Word(payment.Method))), InLists: false),
        new("Transfer to", order => order.Method == PaymentMethod.Wire ? order.WireDetails : "", InLists: false),
        new("Billed to", order => $"{order.Billing.Name}\n{order.Billing.Street}\n{order.Billing.PostalCode} {order.Billing.City}\n{order.Billing.Country}", InLists: false),
        new("Problem", order => order.Problem, InLists: false),
        new("Made", order => Shown.Moment(order.Created)),
        new("Placed", order => Shown.Moment(order.Placed), InLists: false),
        new("Settled", order => Shown.Moment(order.Settled), InLists: false),
        new("Id", order => $"{order.Id}"));

    private static string Money(Price price) => string.Create(CultureInfo.InvariantCulture, $"{price.Amount:#,##0.00} {price.Currency}");
}
