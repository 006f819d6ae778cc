using System.CommandLine;
using Turnstone.Cli.Commands;
using Turnstone.Client.CustomerUsers;

namespace Turnstone.Cli.Remote.CustomerUsers;

/// <summary><c>turnstone customer user add</c>: one; many come with a list.</summary>
internal sealed class CustomerUserAddCommand : RemoteCommand
{
    private readonly Argument<string?> _customer;
    private readonly Argument<string?> _address;
    private readonly Option<string?> _firstName;
    private readonly Option<string?> _lastName;
    private readonly Option<string?> _displayName;
    private readonly Option<string?> _principalName;

    public CustomerUserAddCommand()
        : base("add", "Adds a person to a customer.")
    {
        _customer = AddWord("customer", "Company, domain or id.");
        _address = AddWord("address", "Their primary address.");
        _firstName = Add("--first-name", "text", "First name.");
        _lastName = Add("--last-name", "text", "Last name.");
        _displayName = Add("--display-name", "text", "What address books call them.");
        _principalName = Add("--principal-name", "name", "What they sign in with in their directory, such as anna@corp.example.");
    }

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var name = parsed.Word(_customer, "Write its company, domain or id.", findings);
        var draft = new CustomerUserDraft
        {
            Address = parsed.Word(_address, "Write their primary address.", findings),
            FirstName = parsed.Text(_firstName) ?? "",
            LastName = parsed.Text(_lastName) ?? "",
            DisplayName = parsed.Text(_displayName) ?? "",
            PrincipalName = parsed.Text(_principalName) ?? "",
        };
        return async (session, cancellationToken) =>
        {
            var customer = await session.Names.CustomerAsync(name, cancellationToken);
            return session.Show(await session.Client.AddCustomerUserAsync(customer.Id, draft, cancellationToken), CustomerUserView.Of);
        };
    }
}
