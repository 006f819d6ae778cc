using System.CommandLine;
using Turnstone.Cli.Commands;

namespace Turnstone.Cli.Remote.Orders;

/// <summary><c>turnstone licence order list</c>.</summary>
internal sealed class OrderListCommand : RemoteCommand
{
    private readonly Option<string?> _state;

    public OrderListCommand()
        : base("list", "Lists orders of licences, the newest first.") => _state = Add("--state", string.Join('|', OrderView.States.Keys), "Those that stand so.");

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var state = parsed.Word(_state, OrderView.States, null, findings);
        return async (session, cancellationToken) => session.ShowAll(
            await Pages.AllAsync((skip, cancel) => session.Client.ListOrdersAsync(state, skip, Pages.Size, cancel), cancellationToken), OrderView.Of);
    }
}
