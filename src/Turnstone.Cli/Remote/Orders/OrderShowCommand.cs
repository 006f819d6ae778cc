using System.CommandLine;
using Turnstone.Client.Orders;

namespace Turnstone.Cli.Remote.Orders;

/// <summary><c>turnstone licence order show</c>.</summary>
internal sealed class OrderShowCommand() : OrderOfNameCommand("show", "Shows an order with its summary, and how it can be paid.")
{
    protected override Func<RemoteSession, OrderInfo, CancellationToken, Task<OrderInfo>> ReadDeed(ParseResult parsed, Findings findings) => (_, order, _) => Task.FromResult(order);
}
