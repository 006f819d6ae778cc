using MailKit;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Connectors.Imap;

/// <summary>Asks which UIDs a folder holds now. By FETCH, as listing does: several servers have no SEARCH that works.</summary>
internal sealed class ImapItemLookup(ImapSessionPool pool, SourceFolder folder, uint uidValidity)
{
    private static readonly FetchRequest Wanted = new(MessageSummaryItems.UniqueId);

    /// <summary>Those of these UIDs that are there.</summary>
    public async Task<IReadOnlySet<uint>> FindAsync(IReadOnlyCollection<uint> uids, CancellationToken cancellationToken)
    {
        var found = new HashSet<uint>();
        if (uids.Count == 0)
        {
            return found;
        }

        await using var lease = await pool.RentFetchingAsync(folder.Id, cancellationToken);

        // Examined anew: in a session that lasts, what another client has moved away may still seem to be there.
        var examined = await lease.Session.ExamineAsync(folder, cancellationToken);
        ImapUidValidity.Check(examined, uidValidity, folder);
        await FindAsync(lease.Session, examined, uids, found, cancellationToken);

        // Asked twice before it is believed that one is gone, as in listing: a server that re-indexes leaves items out.
        uint[] missing = [.. uids.Where(uid => !found.Contains(uid))];
        if (missing.Length > 0 && examined.Count > 0)
        {
            await FindAsync(lease.Session, examined, missing, found, cancellationToken);
        }

        lease.LeaveInOrder();
        return found;
    }

    private async Task FindAsync(
        ImapSession session, SpoolingImapFolder examined, IEnumerable<uint> uids, HashSet<uint> found, CancellationToken cancellationToken)
    {
        List<UniqueId> wanted = [.. uids.Order().Select(uid => new UniqueId(uidValidity, uid))];
        try
        {
            foreach (var summary in await examined.FetchAsync(wanted, Wanted, cancellationToken))
            {
                if (summary.UniqueId.IsValid)
                {
                    found.Add(summary.UniqueId.Id);
                }
            }
        }
        catch (Exception error) when (ImapFailures.Knows(error))
        {
            throw session.Failures.Lost(error);
        }
    }
}
