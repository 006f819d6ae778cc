using Turnstone.Client.Mailboxes;

namespace Turnstone.Cli.Remote.Mailboxes;

/// <summary>Mailboxes of a project: named, or by what they are like.</summary>
/// <param name="Names">Addresses and ids; empty where the filter chooses.</param>
/// <param name="Filter">What they are like; all of them where it says nothing.</param>
internal sealed record ChosenMailboxes(IReadOnlyList<string> Names, MailboxFilter Filter)
{
    /// <summary>For the server: ids, where they are named.</summary>
    public async Task<MailboxSelection> SelectAsync(RemoteSession session, Guid project, CancellationToken cancellationToken) =>
        Names.Count > 0 ? new MailboxSelection { Ids = await NamedAsync(session, project, cancellationToken) } : new MailboxSelection { Filter = Filter };

    /// <summary>Their ids; null where they are all of the project.</summary>
    public async Task<IReadOnlyList<Guid>?> IdsAsync(RemoteSession session, Guid project, CancellationToken cancellationToken)
    {
        if (Names.Count > 0)
        {
            return await NamedAsync(session, project, cancellationToken);
        }

        if (Filter is { Search: null, Star: null })
        {
            return null;
        }

        var found = await Pages.AllAsync((skip, cancel) => session.Client.ListMailboxesAsync(project, Filter.Search, Filter.Star, skip, Pages.Size, cancel), cancellationToken);
        return found.Count > 0 ? [.. found.Select(mailbox => mailbox.Id)] : throw RemoteTrouble.Refused("No mailbox of the project is like that.");
    }

    private async Task<IReadOnlyList<Guid>> NamedAsync(RemoteSession session, Guid project, CancellationToken cancellationToken)
    {
        var ids = new List<Guid>();
        foreach (var name in Names)
        {
            ids.Add((await session.Names.MailboxAsync(project, name, cancellationToken)).Id);
        }

        return ids;
    }
}
