using Turnstone.Client.CustomerUsers;

namespace Turnstone.Cli.Remote.CustomerUsers;

/// <summary>People of a customer: named, or by what they are like.</summary>
/// <param name="Names">Addresses and ids; empty where the filter chooses.</param>
/// <param name="Filter">What they are like; all of them where it says nothing.</param>
internal sealed record ChosenUsers(IReadOnlyList<string> Names, CustomerUserFilter Filter)
{
    /// <summary>For the server: ids, where they are named.</summary>
    public async Task<CustomerUserSelection> SelectAsync(RemoteSession session, Guid customer, CancellationToken cancellationToken)
    {
        if (Names.Count == 0)
        {
            return new CustomerUserSelection { Filter = Filter };
        }

        var ids = new List<Guid>();
        foreach (var name in Names)
        {
            ids.Add((await session.Names.CustomerUserAsync(customer, name, cancellationToken)).Id);
        }

        return new CustomerUserSelection { Ids = ids };
    }
}
