using System.CommandLine;
using Turnstone.Cli.Commands;
using Turnstone.Cli.Remote.Output;

namespace Turnstone.Cli.Remote.CustomerUsers;

/// <summary><c>turnstone customer user import</c>.</summary>
internal sealed class CustomerUserImportCommand : RemoteCommand
{
    private readonly Argument<string?> _customer;
    private readonly Argument<string?> _file;
    private readonly Option<bool> _dryRun;

    public CustomerUserImportCommand()
        : base("import", "Adds the people of a list: all of them, or none and every fault with row and column. Ends with 64 where it has faults.")
    {
        _customer = AddWord("customer", "Company, domain or id.");
        _file = AddWord("csv", "The list: Primary Email Address, First Name, Last Name, Display Name, User Principal Name, of which the first has to be there.");
        _dryRun = AddSwitch("--dry-run", "Only looks at it.");
    }

    protected override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var name = parsed.Word(_customer, "Write its company, domain or id.", findings);
        var list = RemoteList.Read(parsed, _file, "Name the CSV file with the people.", findings);
        var dryRun = parsed.IsSet(_dryRun);
        return async (session, cancellationToken) =>
        {
            var customer = await session.Names.CustomerAsync(name, cancellationToken);
            return await list.SendAsync(
                session,
                stream => session.Client.ImportCustomerUsersAsync(customer.Id, stream, dryRun, cancellationToken),
                found => (found.Faults, found.Remarks),
                found => dryRun ? $"{Shown.Count(found.Sound, "person", "people")} would be added." : $"{Shown.Count(found.Added, "person was", "people were")} added.");
        };
    }
}
