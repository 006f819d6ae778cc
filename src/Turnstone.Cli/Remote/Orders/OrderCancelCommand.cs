using System.CommandLine;
using Turnstone.Client.Orders;

namespace Turnstone.Cli.Remote.Orders;

/// <summary><c>turnstone licence order cancel</c>.</summary>
internal sealed class OrderCancelCommand() : OrderOfNameCommand("cancel", "Gives up an order that is not paid.")
{
    protected override Func<RemoteSession, OrderInfo, CancellationToken, Task<OrderInfo>> ReadDeed(ParseResult parsed, Findings findings) =>
        (session, order, cancellationToken) => session.Client.CancelOrderAsync(order.Id, cancellationToken);
}
