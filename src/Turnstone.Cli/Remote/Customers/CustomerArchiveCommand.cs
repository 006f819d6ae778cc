using System.CommandLine;

namespace Turnstone.Cli.Remote.Customers;

/// <summary><c>turnstone customer archive</c>.</summary>
internal sealed class CustomerArchiveCommand : RemoteCommand
{
    private readonly Argument<string?> _customer;

    public CustomerArchiveCommand()
        : base("archive", "Puts a customer away; nothing of it is lost.") => _customer = AddWord("customer", "Name, domain or id.");

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var name = parsed.Word(_customer, "Write its name or id.", findings);
        return async (session, cancellationToken) =>
        {
            var customer = await session.Names.CustomerAsync(name, cancellationToken);
            return session.Show(await session.Client.ArchiveCustomerAsync(customer.Id, cancellationToken), CustomerView.Of);
        };
    }
}
