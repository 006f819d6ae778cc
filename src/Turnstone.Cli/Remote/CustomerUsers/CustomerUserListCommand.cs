using System.CommandLine;
using Turnstone.Cli.Commands;

namespace Turnstone.Cli.Remote.CustomerUsers;

/// <summary><c>turnstone customer user list</c>.</summary>
internal sealed class CustomerUserListCommand : RemoteCommand
{
    private readonly Argument<string?> _customer;
    private readonly Option<string?> _search;
    private readonly Option<string?> _licence;

    public CustomerUserListCommand()
        : base("list", "Lists a customer's people by address, and how they stand with licences.")
    {
        _customer = AddWord("customer", "Company, domain or id.");
        _search = Add("--search", "text", "Part of the address or of a name.");
        _licence = Add("--licence", string.Join('|', CustomerUserView.Licences.Keys), "Those who stand so.");
    }

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var name = parsed.Word(_customer, "Write its company, domain or id.", findings);
        var (search, licence) = (parsed.Text(_search), parsed.Word(_licence, CustomerUserView.Licences, null, findings));
        return async (session, cancellationToken) =>
        {
            var customer = await session.Names.CustomerAsync(name, cancellationToken);
            return session.ShowAll(
                await Pages.AllAsync((skip, cancel) => session.Client.ListCustomerUsersAsync(customer.Id, search, licence, skip, Pages.Size, cancel), cancellationToken),
                CustomerUserView.Of);
        };
    }
}
