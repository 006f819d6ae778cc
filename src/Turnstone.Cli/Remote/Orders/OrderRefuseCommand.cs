using System.CommandLine;
using Turnstone.Cli.Commands;
using Turnstone.Client.Orders;

namespace Turnstone.Cli.Remote.Orders;

/// <summary><c>turnstone licence order refuse</c>.</summary>
internal sealed class OrderRefuseCommand : OrderOfNameCommand
{
    private readonly Option<string?> _reason;

    public OrderRefuseCommand()
        : base("refuse", "Says that an order's transfer is not accepted.") => _reason = Add("--reason", "text", "Why, as the one who ordered is told by mail.");

    protected override Func<RemoteSession, OrderInfo, CancellationToken, Task<OrderInfo>> ReadDeed(ParseResult parsed, Findings findings)
    {
        var refusal = new OrderRefusal { Reason = parsed.Required(_reason, "Write why: the one who ordered is told.", findings) ?? "" };
        return (session, order, cancellationToken) => session.Client.RefuseOrderAsync(order.Id, refusal, cancellationToken);
    }
}
