using Turnstone.Engine.Failures;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Transfer;

/// <summary>Asks the destination about items whose fate nobody knows. Nothing in doubt is ever sent again before it was asked about.</summary>
internal static class DoubtResolver
{
    /// <summary>
    /// Settles what an interrupted run left in doubt. Found items have arrived. Missing ones are certain only once the server's time
    /// for a request is over; until then they are returned, to be withheld. Where one has left its place at the source that time is waited for
    /// here: it would be met under another name, and sent, before anybody could know it for what is still to arrive.
    /// </summary>
    public static async Task<IReadOnlyList<WithheldItems>> ResolveOldAsync(
        PassContext pass, IReadOnlyList<FolderWork> folders, CancellationToken cancellationToken)
    {
        var withheld = await AskAboutOldAsync(pass, cancellationToken);
        var until = TimeSpan.MinValue;
        foreach (var items in withheld)
        {
            if (!await AreInPlaceAsync(pass, folders, items, cancellationToken))
            {
                until = items.AskAfter > until ? items.AskAfter : until;
            }
        }

        if (until == TimeSpan.MinValue)
        {
            return withheld;
        }

        pass.Ledger.Enter(PassPhase.Settling);
        await pass.Waits.WaitAsync(until, WaitCause.Settling, cancellationToken);
        return await AskAboutOldAsync(pass, cancellationToken);
    }

    /// <summary>
    /// Waits until the late items' requests can no longer be at work, then asks. Those found are recorded as copied; the others are
    /// certainly not there and are returned, to be sent again, in groups of at most <paramref name="atOnce"/>.
    /// </summary>
    public static async Task<IReadOnlyList<FetchWork>> ResolveLateAsync(PassContext pass, int atOnce, CancellationToken cancellationToken)
    {
        var late = new List<LateItem>();
        while (pass.Late.TryTake(out var item))
        {
            late.Add(item);
        }

        pass.Ledger.Enter(PassPhase.Settling);
        var until = late.Max(l => l.AskAfter);
        await pass.Waits.WaitAsync(until, WaitCause.Settling, cancellationToken);

        var again = new List<FetchWork>();
        foreach (var group in late.GroupBy(l => l.Folder))
        {
            var folder = group.Key;
            var found = await FindAsync(
                pass, folder.Destination!, [.. group.Select(l => folder.KeyOf(l.Item.Uid))], cancellationToken);
            var arrived = group.Where(l => found.ContainsKey(folder.KeyOf(l.Item.Uid)))
                .Select(l => Recorder.CopiedLate(l, found[folder.KeyOf(l.Item.Uid)]))
                .ToList();
            await pass.Recorder.RecordAsync(folder, arrived);

            var missing = group.Where(l => !found.ContainsKey(folder.KeyOf(l.Item.Uid))).Select(l => l.Item).ToList();
            await pass.Journal.SettleAsync(
                folder.Journal!, [.. missing.Select(i => new Settlement.Released(i.Uid))], [], CancellationToken.None);
            again.AddRange(missing.Chunk(atOnce).Select(items => new FetchWork(folder, items)));
        }

        return again;
    }

    /// <summary>
    /// Which keys are there now, each with what it is. The folder they were sent to is asked first; what is not in it may have been moved or
    /// deleted by the mailbox's owner since, so the rest is asked of the whole mailbox: between a kill and the next run lie days.
    /// </summary>
    public static async Task<IReadOnlyDictionary<SourceKey, ContentKey?>> FindAsync(
        PassContext pass, DestinationFolder folder, IReadOnlyCollection<SourceKey> keys, CancellationToken cancellationToken)
    {
        var found = new Dictionary<SourceKey, ContentKey?>();
        foreach (var item in await FindInFolderAsync(pass, folder, keys, cancellationToken))
        {
            found.TryAdd(item.SourceKey, item.ContentKey);
        }

        SourceKey[] elsewhere = [.. keys.Where(key => !found.ContainsKey(key))];
        if (elsewhere.Length > 0)
        {
            foreach (var item in await pass.AtDestination.RepeatAsync(
                token => pass.Destination.FindAnywhereAsync(elsewhere, token), cancellationToken))
            {
                found.TryAdd(item.SourceKey, item.ContentKey);
            }
        }

        return found;
    }

    private static async Task<IReadOnlyList<WithheldItems>> AskAboutOldAsync(PassContext pass, CancellationToken cancellationToken)
    {
        var withheld = new List<WithheldItems>();
        foreach (var doubt in await pass.Journal.ListInDoubtAsync(cancellationToken))
        {
            // Counted before the question: what arrives while it is asked must not count as missing.
            var left = LeftOf(doubt, pass);
            var askAfter = pass.Waits.Now + left;
            var scope = SourceKey.ScopeOf(pass.Setup.Source, doubt.Id);
            var keys = doubt.Uids.Select(uid => new SourceKey(scope, doubt.UidValidity, uid)).ToList();
            var found = await FindAsync(pass, doubt.Destination, keys, cancellationToken);

            var folder = await pass.Journal.OpenFolderAsync(doubt.Id, doubt.UidValidity, cancellationToken);
            var missing = keys.Where(k => !found.ContainsKey(k)).Select(k => k.Uid).ToList();
            IEnumerable<Settlement> settlements = found.Select(f => new Settlement.Arrived(f.Key.Uid, f.Value));
            if (left <= TimeSpan.Zero)
            {
                settlements = settlements.Concat(missing.Select(uid => new Settlement.Released(uid)));
            }
            else if (missing.Count > 0)
            {
                withheld.Add(new WithheldItems(folder, missing, askAfter));
            }

            await pass.Journal.SettleAsync(folder, [.. settlements], [], CancellationToken.None);
        }

        return withheld;
    }

    /// <summary>Whether the source still holds all of them where they were sent from. A folder that cannot be asked is believed to.</summary>
    private static async Task<bool> AreInPlaceAsync(
        PassContext pass, IReadOnlyList<FolderWork> folders, WithheldItems items, CancellationToken cancellationToken)
    {
        if (folders.FirstOrDefault(folder => folder.Source.Id == items.Folder.Id && folder.Source.HoldsItems)?.Source is not { } source)
        {
            return false;
        }

        try
        {
            var found = await pass.AtSource.RepeatAsync(
                token => pass.Source.FindItemsAsync(source, items.Folder.UidValidity, items.Uids, token), cancellationToken);
            return items.Uids.All(found.Contains);
        }
        catch (SessionException e) when (e.Failure.Scope <= FailureScope.Folder)
        {
            return e.Failure.Code != FailureCodes.SourceUidValidityChanged;
        }
    }

    /// <summary>
    /// How long the server may still act on a request of then. A mark of the future tells of a clock that was set back since: it may be as
    /// young as can be, and is no younger.
    /// </summary>
    private static TimeSpan LeftOf(DoubtfulItems doubt, PassContext pass)
    {
        var age = pass.Time.GetUtcNow() - doubt.LastMarked;
        return pass.Destination.Limits.RequestLifetime - (age > TimeSpan.Zero ? age : TimeSpan.Zero);
    }

    private static async Task<IReadOnlyList<DeliveredItem>> FindInFolderAsync(
        PassContext pass, DestinationFolder folder, IReadOnlyCollection<SourceKey> keys, CancellationToken cancellationToken)
    {
        try
        {
            return await pass.AtDestination.RepeatAsync(
                token => pass.Destination.FindDeliveredAsync(folder, keys, token), cancellationToken);
        }
        catch (SessionException e) when (e.Failure.Code == FailureCodes.DestinationFolderUnavailable)
        {
            // A folder that is gone holds nothing.
            return [];
        }
    }
}
