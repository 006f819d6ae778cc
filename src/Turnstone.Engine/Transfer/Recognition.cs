using Turnstone.Engine.Failures;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Transfer;

/// <summary>
/// Knows a fetched item as one that was delivered before from another place: under an earlier UIDVALIDITY, or from another folder that it was
/// moved out of. It is that one only if that one has left its place; while it is still there the new item is a second copy, to be delivered.
/// Each earlier item is taken once, so two copies that were moved are two. Safe for all stages at once.
/// </summary>
/// <remarks>
/// What is back where it was sent from (a folder renamed to and fro) is that item again and nobody else's: the delivery bears its key, and no
/// second one may. An item that was recognised as it meanwhile, and is still there, is displaced: it is delivered under a key of its own.
/// </remarks>
internal sealed class Recognition(PassContext pass, IReadOnlyList<FolderWork> folders, DisplacedItems displaced)
{
    private readonly Lock _lock = new();
    private readonly HashSet<(long Folder, uint Uid)> _taken = [];

    // A folder that has its old name back is also the one of which a lost journal left but the scope.
    private readonly Dictionary<SourceFolderId, FolderWork> _folders = folders.DistinctBy(folder => folder.Source.Id)
        .SelectMany(folder => (SourceFolderId[])[folder.Source.Id, LostFolder.Of(SourceKey.ScopeOf(pass.Setup.Source, folder.Source.Id))], KeyValuePair.Create)
        .ToDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>Those of the parcels that were delivered before, by UID, each with what it was then; taken for them, and to be recorded.</summary>
    public async Task<IReadOnlyDictionary<uint, SettledItem>> RecogniseAsync(
        FolderWork folder, IReadOnlyList<Parcel> parcels, CancellationToken cancellationToken)
    {
        var known = await pass.Journal.FindSettledAsync(
            parcels.SelectMany(parcel => (ContentKey[])[parcel.Item.ContentKey, parcel.FormerKey]).ToHashSet(), cancellationToken);
        var recognised = new Dictionary<uint, SettledItem>();
        if (known.Count == 0)
        {
            return recognised;
        }

        var candidates = parcels.ToDictionary(parcel => parcel.Uid, parcel => CandidatesOf(folder, parcel, known));
        var places = candidates.Values.SelectMany(items => items).SelectMany(item => (SettledItem[])[item, item.Sent]).ToHashSet();
        var left = await FindLeftAsync(places, cancellationToken);
        foreach (var (uid, items) in candidates)
        {
            bool IsBack(SettledItem item) => folder.Is(item.Sent, uid);
            bool IsFree(SettledItem item) => left.Contains(item) && left.Contains(item.Sent);
            if (items.Find(item => (IsBack(item) || IsFree(item)) && TryTake(item)) is { } earlier)
            {
                recognised.Add(uid, earlier);
                if (!folder.Is(earlier, uid) && !left.Contains(earlier))
                {
                    displaced.Add(earlier);
                }
            }
        }

        return recognised;
    }

    /// <summary>The name of the folder the item came from, for reports; null where nobody knows it any more.</summary>
    public string? NameOf(SettledItem item) =>
        _folders.TryGetValue(item.Folder, out var folder) ? folder.Name
        : LostFolder.Is(item.Folder) ? null
        : item.Folder.Value;

    /// <summary>
    /// The nearest first, above all what was sent from this very place: after a renumbering of all folders, each folder's items are known as
    /// their own before others may have them. The first version's keys do not know the body, so they are only believed as that version
    /// believed them: within the folder.
    /// </summary>
    private static List<SettledItem> CandidatesOf(FolderWork folder, Parcel parcel, ILookup<ContentKey, SettledItem> known)
    {
        var former = known[parcel.FormerKey].Where(item => folder.IsHomeOf(item) && item.UidValidity != folder.Journal!.UidValidity);
        return [.. known[parcel.Item.ContentKey].Concat(former)
            .OrderBy(item => folder.Is(item.Sent, parcel.Uid) ? 0 : folder.IsHomeOf(item) ? 1 : 2)];
    }

    private bool TryTake(SettledItem item)
    {
        lock (_lock)
        {
            return _taken.Add((item.FolderNumber, item.Uid));
        }
    }

    private async Task<HashSet<SettledItem>> FindLeftAsync(IReadOnlySet<SettledItem> items, CancellationToken cancellationToken)
    {
        var left = new HashSet<SettledItem>();
        foreach (var group in items.GroupBy(item => (item.Folder, item.UidValidity)))
        {
            var staying = _folders.TryGetValue(group.Key.Folder, out var folder)
                ? await FindStayingAsync(folder, group.Key.UidValidity, [.. group.Select(item => item.Uid)], cancellationToken)
                : new HashSet<uint>();
            left.UnionWith(group.Where(item => !staying.Contains(item.Uid)));
        }

        return left;
    }

    /// <summary>
    /// Which of these the folder still holds. Where it cannot be asked all of them stay: a message twice is better than a message lost. Asked
    /// anew each time: people move mail while a pass runs, and what was listed an hour ago may since be the very item at hand.
    /// </summary>
    private async Task<IReadOnlySet<uint>> FindStayingAsync(
        FolderWork folder, uint uidValidity, IReadOnlyCollection<uint> uids, CancellationToken cancellationToken)
    {
        if (!folder.Source.HoldsItems || (folder.Journal is { } journal && journal.UidValidity != uidValidity))
        {
            return new HashSet<uint>();
        }

        uint[] asked = [.. uids.Where(uid => !folder.IsKnownToHaveLeft(uid))];
        if (asked.Length == 0)
        {
            return new HashSet<uint>();
        }

        try
        {
            return await pass.AtSource.RepeatAsync(token => pass.Source.FindItemsAsync(folder.Source, uidValidity, asked, token), cancellationToken);
        }
        catch (SessionException e) when (e.Failure.Code == FailureCodes.SourceUidValidityChanged)
        {
            return new HashSet<uint>();
        }
        catch (SessionException e) when (e.Failure.Scope <= FailureScope.Folder)
        {
            return asked.ToHashSet();
        }
    }
}
