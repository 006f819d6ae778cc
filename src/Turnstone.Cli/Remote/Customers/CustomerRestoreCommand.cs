using System.CommandLine;

namespace Turnstone.Cli.Remote.Customers;

/// <summary><c>turnstone customer restore</c>.</summary>
internal sealed class CustomerRestoreCommand : RemoteCommand
{
    private readonly Argument<string?> _customer;

    public CustomerRestoreCommand()
        : base("restore", "Brings a customer back that was put away.") => _customer = AddWord("customer", "Name, domain or id.");

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var name = parsed.Word(_customer, "Write its name or id.", findings);
        return async (session, cancellationToken) =>
        {
            var customer = await session.Names.CustomerAsync(name, archived: true, cancellationToken);
            return session.Show(await session.Client.RestoreCustomerAsync(customer.Id, cancellationToken), CustomerView.Of);
        };
    }
}
