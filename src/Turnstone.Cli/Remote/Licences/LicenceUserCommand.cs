using System.CommandLine;
using Turnstone.Cli.Remote.CustomerUsers;
using Turnstone.Client.CustomerUsers;

namespace Turnstone.Cli.Remote.Licences;

/// <summary>Does something with the licences of people of a customer.</summary>
internal abstract class LicenceUserCommand : RemoteCommand
{
    private readonly Argument<string?> _customer;
    private readonly UserChoice _choice;

    protected LicenceUserCommand(string name, string description)
        : base(name, description)
    {
        _customer = AddWord("customer", "Company, domain or id.");
        _choice = UserChoice.AddTo(this);
    }

    /// <summary>Does it with those who were chosen, and says what came of it.</summary>
    protected abstract Task<int> DoAsync(RemoteSession session, Guid customer, CustomerUserSelection selection, CancellationToken cancellationToken);

    protected sealed override RemoteWork Read(ParseResult parsed, Findings findings, Shell shell)
    {
        var name = parsed.Word(_customer, "Write its company, domain or id.", findings);
        var chosen = _choice.Read(parsed, findings);
        return async (session, cancellationToken) =>
        {
            var customer = await session.Names.CustomerAsync(name, cancellationToken);
            return await DoAsync(session, customer.Id, await chosen.SelectAsync(session, customer.Id, cancellationToken), cancellationToken);
        };
    }
}
