using System.CommandLine;
using Turnstone.Client.Orders;

namespace Turnstone.Cli.Remote.Orders;

/// <summary><c>turnstone licence order accept</c>.</summary>
internal sealed class OrderAcceptCommand() : OrderOfNameCommand("accept", "Says that an order's transfer has come: its licences are there.")
{
    protected override Func<RemoteSession, OrderInfo, CancellationToken, Task<OrderInfo>> ReadDeed(ParseResult parsed, Findings findings) =>
        (session, order, cancellationToken) => session.Client.AcceptOrderAsync(order.Id, cancellationToken);
}
