using System.CommandLine;
using Turnstone.Client.Orders;

namespace Turnstone.Cli.Remote.Orders;

/// <summary>Does something with one order, and shows how it stands then.</summary>
internal abstract class OrderOfNameCommand : RemoteCommand
{
    private readonly Argument<string?> _order;

    protected OrderOfNameCommand(string name, string description)
        : base(name, description) => _order = AddWord("order", "Its reference, such as TS-ABCD2345, or id.");

    /// <summary>Reads what it needs to know besides; gives what is done with the order.</summary>
    protected abstract Func<RemoteSession, OrderInfo, CancellationToken, Task<OrderInfo>> ReadDeed(ParseResult parsed, Findings findings);

    protected sealed override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var name = parsed.Word(_order, "Write its reference or id.", findings);
        var deed = ReadDeed(parsed, findings);
        return async (session, cancellationToken) =>
        {
            var order = await session.Names.OrderAsync(name, cancellationToken);
            return session.Show(await deed(session, order, cancellationToken), OrderView.Of);
        };
    }
}
