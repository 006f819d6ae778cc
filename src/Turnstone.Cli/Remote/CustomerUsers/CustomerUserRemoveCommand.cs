using System.CommandLine;

namespace Turnstone.Cli.Remote.CustomerUsers;

/// <summary><c>turnstone customer user remove</c>.</summary>
internal sealed class CustomerUserRemoveCommand : RemoteCommand
{
    private readonly Argument<string?> _customer;
    private readonly Argument<string?> _user;

    public CustomerUserRemoveCommand()
        : base("remove", "Removes a person from a customer; their mailboxes stay.")
    {
        _customer = AddWord("customer", "Company, domain or id.");
        _user = AddWord("user", "Their address or id.");
    }

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var name = parsed.Word(_customer, "Write its company, domain or id.", findings);
        var called = parsed.Word(_user, "Write their address or id.", findings);
        return async (session, cancellationToken) =>
        {
            var customer = await session.Names.CustomerAsync(name, cancellationToken);
            var user = await session.Names.CustomerUserAsync(customer.Id, called, cancellationToken);
            await session.Client.DeleteCustomerUserAsync(user.Id, cancellationToken);
            return session.Tell(user, $"{user.Address} is removed.");
        };
    }
}
