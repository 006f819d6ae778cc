using Turnstone.Client.Orders;
using Turnstone.Storage.Licences;
using OrderState = Turnstone.Client.Orders.OrderState;
using PaymentMethod = Turnstone.Client.Orders.PaymentMethod;

namespace Turnstone.Server.Orders;

/// <summary>Rows of orders as the contract writes them.</summary>
internal sealed class OrderMap(OrderRules rules, ServerSettings settings)
{
    public OrderInfo InfoOf(LicenceOrder row)
    {
        var unit = new Money(row.UnitPrice, row.Currency);
        return new OrderInfo
        {
            Id = row.Id,
            Reference = row.Reference,
            State = (OrderState)row.State,
            Quantity = row.Quantity,
            UnitPrice = PriceOf(unit),
            Tax = PriceOf(unit.Times(0)),
            Total = PriceOf(unit.Times(row.Quantity)),
            Billing = new BillingAddress
            {
                Name = row.BillingName, Street = row.BillingStreet, PostalCode = row.BillingPostalCode, City = row.BillingCity, Country = row.BillingCountry,
            },
            Payments = row.State == Storage.Licences.OrderState.Draft
                ? [.. Enum.GetValues<PaymentMethod>().Select(method => new OfferedPayment(method, rules.Obstacle(row, (Storage.Licences.PaymentMethod)method)))]
                : [],
            Method = (PaymentMethod?)row.Method,
            WireDetails = settings.Licensing?.WireDetails ?? "",
            CardKey = settings.Licensing?.Stripe is { PublicKey.Length: > 0 } stripe ? stripe.PublicKey : null,
            Problem = row.Problem,
            OrderedBy = row.OrderedBy,
            Created = row.Created,
            Placed = row.Placed,
            Settled = row.Settled,
        };
    }

    private static Price PriceOf(Money money) => new(money.Amount, money.Currency);
}
