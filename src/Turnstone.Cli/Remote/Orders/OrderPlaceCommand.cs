using System.CommandLine;
using Turnstone.Cli.Commands;
using Turnstone.Client.Orders;

namespace Turnstone.Cli.Remote.Orders;

/// <summary><c>turnstone licence order place</c>.</summary>
internal sealed class OrderPlaceCommand : OrderOfNameCommand
{
    private readonly Option<bool> _wire;
    private readonly Option<string?> _card;

    public OrderPlaceCommand()
        : base("place", "Places an order: from here on it is owed.")
    {
        _wire = AddSwitch("--wire", "By wire transfer: its licences are there when an Administrator has accepted the payment.");
        _card = Add("--card", "pm_…", "By card, as the payment provider's own form named it; no card's number is taken here.");
    }

    protected override Func<RemoteSession, OrderInfo, CancellationToken, Task<OrderInfo>> ReadDeed(ParseResult parsed, Findings findings)
    {
        var (isWire, card) = (parsed.IsSet(_wire), parsed.Text(_card));
        if (isWire == card is not null)
        {
            findings.Refuse(_wire.Name, isWire ? "An order is paid in one way." : "It does not say how it is paid.", $"Write either {_wire.Name} or {_card.Name}.");
        }

        if (card is not null && !card.StartsWith("pm_", StringComparison.Ordinal))
        {
            // Whatever it is, it may be a card's number.
            findings.Refuse(_card.Name, "It is no name of a card.", "Write what the payment provider's form gave, which begins with pm_.");
        }

        var draft = new PlaceDraft { Method = isWire ? PaymentMethod.Wire : PaymentMethod.Card, Card = card };
        return (session, order, cancellationToken) => session.Client.PlaceOrderAsync(order.Id, draft, cancellationToken);
    }
}
