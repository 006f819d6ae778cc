using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;

namespace Turnstone.Engine.Transfer.Refresh;

/// <summary>
/// Brings states over that changed at the source after the items were delivered: every item that was settled when it was listed is compared with
/// what it shows at the destination, which is listed once for all folders. The mark on the item says whether its owner has touched it.
/// </summary>
internal sealed class RefreshStage(PassContext pass, IReadOnlyList<FolderWork> folders, PatiencePolicy patience)
{
    private const int ItemsAtOnce = 50;

    private readonly RefreshRequest _request = new(pass);

    /// <summary>Whether a pass brings states over.</summary>
    public static bool IsAskedFor(PassOptions options) => options is { RefreshFlags: true, Kind: PassKind.Full };

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        pass.Ledger.Enter(PassPhase.Refreshing);
        var due = folders.Where(folder => folder is { Refresh.Wanted.Count: > 0, Failure: null }).ToList();
        if (due.Count > 0)
        {
            await WalkAsync(due, cancellationToken);
        }
    }

    /// <summary>Goes through everything at the destination once and brings over what shows another state than at the source.</summary>
    private async Task WalkAsync(IReadOnlyList<FolderWork> due, CancellationToken cancellationToken)
    {
        var byKey = due.ToDictionary(folder => (folder.Scope, folder.Journal!.UidValidity));
        for (DeliveredCursor? from = default(DeliveredCursor); from is { } cursor;)
        {
            var page = await pass.AtDestination.RepeatAsync(token => pass.Destination.ListStatesAsync(cursor, token), cancellationToken);
            var different = new List<RefreshItem>();
            foreach (var stated in page.Items)
            {
                if (byKey.TryGetValue((stated.SourceKey.Scope, stated.SourceKey.UidValidity), out var folder)
                    && folder.Refresh!.Wanted.Find(stated.SourceKey.Uid) is { } wanted && wanted != stated.Now && wanted.Mark != stated.Given)
                {
                    different.Add(new RefreshItem(folder, stated.SourceKey.Uid, wanted, stated));
                }
            }

            // An item may be listed twice, and its owner may have copied it: one of a kind at once.
            foreach (var items in different.DistinctBy(item => item.Key).Chunk(ItemsAtOnce))
            {
                await BringAsync(items, cancellationToken);
            }

            from = page.Next;
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
