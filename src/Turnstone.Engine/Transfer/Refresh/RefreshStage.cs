using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;

namespace Turnstone.Engine.Transfer.Refresh;

/// <summary>
/// Brings states over that changed at the source after the items were delivered. A few changed items are looked up at the destination by their
/// keys; where they are many, or where the source does not say what changed, the destination is listed once for all folders. In either case
/// the mark on the item says whether its owner has touched it.
/// </summary>
internal sealed class RefreshStage(PassContext pass, IReadOnlyList<FolderWork> folders, PatiencePolicy patience)
{
    private const int ItemsAtOnce = 50;

    /// <summary>Changed items of a folder that are looked up by key, 50 a request; more are met sooner by listing everything, a thousand a request.</summary>
    private const int FewItems = 1000;

    private readonly SourceChanges _changes = new(pass);
    private readonly RefreshRequest _request = new(pass);

    /// <summary>Whether a pass brings states over.</summary>
    public static bool IsAskedFor(PassOptions options) => options is { RefreshFlags: true, Kind: PassKind.Full };

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        pass.Ledger.Enter(PassPhase.Refreshing);
        foreach (var folder in folders.Where(folder => folder is { Refresh: not null, Journal: not null }))
        {
            await TryAsync(folder, () => _changes.FindAsync(folder, cancellationToken));
        }

        foreach (var folder in folders.Where(folder => IsDue(folder) && IsLookedUp(folder)))
        {
            await TryAsync(folder, () => LookUpAsync(folder, cancellationToken));
        }

        if (folders.Where(folder => IsDue(folder) && !IsLookedUp(folder)).ToList() is { Count: > 0 } listed)
        {
            await WalkAsync(listed, cancellationToken);
        }

        foreach (var folder in folders.Where(folder => folder is { Refresh.IsWhole: true, Journal: not null, Failure: null }))
        {
            folder.FlagsAreBrought();
        }
    }

    private static bool IsDue(FolderWork folder) => folder is { Refresh.Wanted.Count: > 0, Failure: null };

    // A dry run knows no folders at the destination to look in.
    private static bool IsLookedUp(FolderWork folder) => folder is { Refresh: { KnowsChanges: true, Wanted.Count: <= FewItems }, Destination: not null };

    private static async Task TryAsync(FolderWork folder, Func<Task> work)
    {
        if (folder.Failure is not null)
        {
            return;
        }

        try
        {
            await work();
        }
        catch (SessionException e) when (e.Failure.Scope <= FailureScope.Folder)
        {
            folder.Failure = e.Failure;
        }
    }

    private async Task LookUpAsync(FolderWork folder, CancellationToken cancellationToken)
    {
        foreach (var items in folder.Refresh!.Wanted.Items.Chunk(ItemsAtOnce))
        {
            await BringAsync([.. items.Select(item => new RefreshItem(folder, item.Uid, item.State, seen: null))], cancellationToken);
        }
    }

    /// <summary>Goes through everything at the destination once and brings over what shows another state than at the source.</summary>
    private async Task WalkAsync(IReadOnlyList<FolderWork> due, CancellationToken cancellationToken)
    {
        var byKey = due.ToDictionary(folder => (folder.Scope, folder.Journal!.UidValidity));
        var met = due.Where(folder => folder.Refresh!.KnowsChanges).ToDictionary(folder => folder, _ => new HashSet<uint>());
        for (DeliveredCursor? from = default(DeliveredCursor); from is { } cursor;)
        {
            var page = await pass.AtDestination.RepeatAsync(token => pass.Destination.ListStatesAsync(cursor, token), cancellationToken);
            var different = new List<RefreshItem>();
            foreach (var stated in page.Items)
            {
                if (byKey.TryGetValue((stated.SourceKey.Scope, stated.SourceKey.UidValidity), out var folder)
                    && folder.Refresh!.Wanted.Find(stated.SourceKey.Uid) is { } wanted)
                {
                    met.GetValueOrDefault(folder)?.Add(stated.SourceKey.Uid);
                    if (wanted != stated.Now && wanted.Mark != stated.Given)
                    {
                        different.Add(new RefreshItem(folder, stated.SourceKey.Uid, wanted, stated));
                    }
                }
            }

            // An item may be listed twice, and its owner may have copied it: one of a kind at once.
            foreach (var items in different.DistinctBy(item => item.Key).Chunk(ItemsAtOnce))
            {
                await BringAsync(items, cancellationToken);
            }

            from = page.Next;
        }

        foreach (var (folder, uids) in met)
        {
            foreach (var (uid, _) in folder.Refresh!.Wanted.Items.Where(item => !uids.Contains(item.Uid)))
            {
                Count(folder, uid, RefreshOutcome.NotFound);
            }
        }
    }

    private async Task BringAsync(IReadOnlyList<RefreshItem> items, CancellationToken cancellationToken)
    {
        var refused = new List<(RefreshItem Item, Failure Why)>();
        var givenUp = await new PatientReading<RefreshItem, RefreshAnswer>(
            pass.AtDestination,
            patience,
            _request.RunAsync,
            answer =>
            {
                Count(answer.Item.Folder, answer.Item.Uid, answer.Outcome);
                if (answer.Why is { } why)
                {
                    refused.Add((answer.Item, why));
                }

                return answer.Item;
            }).RunAsync(items, cancellationToken);
        foreach (var (item, _) in givenUp)
        {
            Count(item.Folder, item.Uid, RefreshOutcome.Failed);
        }

        foreach (var group in refused.Concat(givenUp).GroupBy(failed => failed.Item.Folder))
        {
            group.Key.Refresh!.IsWhole = false;
            if (!pass.Setup.Options.DryRun)
            {
                await pass.Journal.SettleAsync(
                    group.Key.Journal!, [], [.. group.Select(failed => Recorder.NotRefreshed(group.Key, failed.Item.Uid, failed.Why))], CancellationToken.None);
            }
        }
    }

    private static void Count(FolderWork folder, uint uid, RefreshOutcome outcome)
    {
        // A message that several folders show is at the destination with the key of one.
        if (outcome is not RefreshOutcome.NotFound || !folder.Source.SharesMessages)
        {
            folder.Refresh!.Count(uid, outcome);
        }
    }
}
