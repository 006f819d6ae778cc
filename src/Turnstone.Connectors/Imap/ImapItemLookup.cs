using Turnstone.Engine.Mailboxes;

namespace Turnstone.Connectors.Imap;

/// <summary>Asks which UIDs a folder holds now.</summary>
internal sealed class ImapItemLookup(ImapSessionPool pool, SourceFolder folder, uint uidValidity)
{
    /// <summary>Those of these UIDs that are there.</summary>
    public async Task<IReadOnlySet<uint>> FindAsync(IReadOnlyCollection<uint> uids, CancellationToken cancellationToken)
    {
        if (uids.Count == 0)
        {
            return new HashSet<uint>();
        }

        await using var lease = await pool.RentFetchingAsync(folder.Id, cancellationToken);

        // Examined anew: in a session that lasts, what another client has moved away may still seem to be there.
        var examined = await lease.Session.ExamineAsync(folder, cancellationToken);
        ImapUidValidity.Check(examined, uidValidity, folder);
        var found = await lease.Session.FindAsync(uids, cancellationToken);

        // Asked twice before it is believed that one is gone, as in listing: a server that re-indexes leaves items out.
        uint[] missing = [.. uids.Where(uid => !found.Contains(uid))];
        if (missing.Length > 0 && examined.Count > 0)
        {
            found.UnionWith(await lease.Session.FindAsync(missing, cancellationToken));
        }

        lease.LeaveInOrder();
        return found;
    }
}
