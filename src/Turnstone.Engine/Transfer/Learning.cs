using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Transfer;

/// <summary>
/// Rebuilds a journal from the destination. A journal that has never asked is new, was lost, or was kept by a version that did not write down
/// what items are: the destination says what it was given for this mailbox, wherever its users have put it since. Asked once in a
/// journal's life; from then on the journal knows. A dry run asks each time and leaves the question open: whoever runs it on one machine
/// and migrates on another must not be told later that the first journal knew it all.
/// </summary>
internal static class Learning
{
    /// <summary>Items held before they are written down; a batch of them is one commit a folder.</summary>
    private const int ItemsAtOnce = 5000;

    /// <summary>Learns; places of folders that the journal does not know are kept in it, too.</summary>
    /// <returns>False where the journal knows already.</returns>
    public static async Task<bool> RunAsync(PassContext pass, IReadOnlyList<FolderWork> folders, CancellationToken cancellationToken)
    {
        if (await pass.Journal.HasLearnedAsync(cancellationToken))
        {
            return false;
        }

        pass.Ledger.Enter(PassPhase.Learning);
        var ids = new Dictionary<string, SourceFolderId>(StringComparer.Ordinal);
        foreach (var folder in folders)
        {
            ids[SourceKey.ScopeOf(pass.Setup.Source, folder.Source.Id)] = folder.Source.Id;
        }

        var samples = folders.Select(folder => folder.Source.Id).Distinct().ToDictionary(id => id, _ => new List<SourceKey>());
        var gathered = new List<(SourceFolderId Folder, DeliveredItem Item)>();
        for (DeliveredCursor? from = default(DeliveredCursor); from is { } cursor;)
        {
            var page = await pass.AtDestination.RepeatAsync(token => pass.Destination.ListDeliveredAsync(cursor, token), cancellationToken);
            gathered.AddRange(
                from item in page.Items
                where item.SourceKey.Uid != 0
                let folder = FolderOf(item, ids, pass.Setup.Source)
                where folder is not null
                select (folder.Value, item));
            from = page.Next;
            if (gathered.Count >= ItemsAtOnce || from is null)
            {
                await SettleAsync(pass.Journal, gathered, cancellationToken);
                foreach (var (folder, item) in gathered)
                {
                    if (samples.TryGetValue(folder, out var sample) && sample.Count < FormerPlaces.SampleItems)
                    {
                        sample.Add(item.SourceKey);
                    }
                }

                gathered.Clear();
            }
        }

        var known = await pass.Journal.ListPlacesAsync(cancellationToken);
        var lost = samples.Where(sample => sample.Value.Count > 0 && !known.ContainsKey(sample.Key)).ToDictionary();
        await pass.Journal.KeepPlacesAsync(await new FormerPlaces(pass, folders).FindAsync(lost, cancellationToken), CancellationToken.None);
        if (!pass.Setup.Options.DryRun)
        {
            await pass.Journal.MarkLearnedAsync(CancellationToken.None);
        }

        return true;
    }

    /// <summary>
    /// The folder an item came from. One that is no longer there, renamed or deleted at the source, has left but the digest of its name: it
    /// becomes a folder that no listing can bring, whose items wait to turn up elsewhere. Null for what came from another mailbox, or may have.
    /// </summary>
    private static SourceFolderId? FolderOf(DeliveredItem item, Dictionary<string, SourceFolderId> ids, SmtpAddress source) =>
        ids.TryGetValue(item.SourceKey.Scope, out var id) ? id
        : item.ContentKey?.IsOf(source) == true ? LostFolder.Of(item.SourceKey.Scope)
        : null;

    private static async Task SettleAsync(
        IJournal journal, IReadOnlyList<(SourceFolderId Folder, DeliveredItem Item)> gathered, CancellationToken cancellationToken)
    {
        foreach (var group in gathered.GroupBy(entry => (entry.Folder, entry.Item.SourceKey.UidValidity)))
        {
            var folder = await journal.OpenFolderAsync(group.Key.Folder, group.Key.UidValidity, cancellationToken);
            var arrived = group.Select(entry => new Settlement.Arrived(entry.Item.SourceKey.Uid, entry.Item.ContentKey));
            await journal.SettleAsync(folder, [.. arrived.DistinctBy(item => item.Uid)], [], CancellationToken.None);
        }
    }
}
