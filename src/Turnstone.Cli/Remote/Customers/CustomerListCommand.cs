using System.CommandLine;
using Turnstone.Cli.Commands;

namespace Turnstone.Cli.Remote.Customers;

/// <summary><c>turnstone customer list</c>.</summary>
internal sealed class CustomerListCommand : RemoteCommand
{
    private readonly Option<string?> _search;
    private readonly Option<bool> _archived;

    public CustomerListCommand()
        : base("list", "Lists customers by name.")
    {
        _search = Add("--search", "text", "Part of the name or the domain.");
        _archived = AddSwitch("--archived", "Those that were put away.");
    }

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var (search, archived) = (parsed.Text(_search), parsed.IsSet(_archived));
        return async (session, cancellationToken) => session.ShowAll(
            await Pages.AllAsync((skip, cancel) => session.Client.ListCustomersAsync(search, archived, skip, Pages.Size, cancel), cancellationToken), CustomerView.Of);
    }
}
