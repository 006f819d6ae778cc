using Microsoft.Extensions.Logging;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.Content;
using Turnstone.Engine.Reporting;
using Turnstone.Engine.Transfer.Repair;
using Turnstone.Engine.Verification;

namespace Turnstone.Engine.Transfer;

/// <summary>
/// The last step of a pass: fetches items from the source once more, reads them back from the destination, and compares. Holds one group of
/// items at a time. An item that differs stays what it was, copied or already there; the report says that and how it differs.
/// </summary>
internal sealed partial class VerifyStage(PassContext pass, IReadOnlyList<FolderWork> folders, ItemPreparer preparer, PatiencePolicy patience, ILogger logger)
{
    private const int ItemsAtOnce = 50;
    private const long BytesAtOnce = 8 << 20;

    private UidSet _done = new();
    private long _compared;
    private long _different;

    /// <summary>What came of it so far.</summary>
    public VerificationResult Result => new(pass.Setup.Options.Verification, _compared, _different);

    /// <exception cref="SessionException">A side can no longer be asked.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        pass.Ledger.Enter(PassPhase.Verifying);
        switch (pass.Setup.Options.Verification)
        {
            case VerificationMode.Sample:
                foreach (var group in pass.Copies.Sample.Choose().GroupBy(item => item.Folder))
                {
                    await ForFolderAsync(group.Key, token => CompareAllAsync(group.ToAsyncEnumerable(), token), cancellationToken);
                }

                break;
            case VerificationMode.Full:
                foreach (var folder in folders.Where(folder => folder is { Journal: not null, Destination: not null, Failure: null }))
                {
                    pass.Ledger.Enter(PassPhase.Verifying, folder.Name);
                    await ForFolderAsync(folder, token => CompareFolderAsync(folder, token), cancellationToken);
                }

                break;
        }
    }

    private static async Task ForFolderAsync(FolderWork folder, Func<CancellationToken, Task> compare, CancellationToken cancellationToken)
    {
        try
        {
            await compare(cancellationToken);
        }
        catch (SessionException e) when (e.Failure.Scope <= FailureScope.Folder)
        {
            folder.Failure ??= e.Failure;
        }
    }

    /// <summary>
    /// Everything of the folder that was sent from it. What was recognised lies elsewhere, under the key it was sent with, and was compared
    /// when it was sent. A listing that breaks off is made again; what was compared is passed over.
    /// </summary>
    private async Task CompareFolderAsync(FolderWork folder, CancellationToken cancellationToken)
    {
        _done = new UidSet();
        await pass.AtSource.RepeatAsync(
            async token =>
            {
                var listing = await pass.Source.ListItemsAsync(folder.Source, since: null, token);
                if (listing.UidValidity == folder.Journal!.UidValidity)
                {
                    await CompareAllAsync(Settled(folder, listing.Items, token), token);
                }
            },
            cancellationToken);
    }

    private async IAsyncEnumerable<VerifiableItem> Settled(
        FolderWork folder,
        IAsyncEnumerable<SourceItem> items,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var item in items.WithCancellation(cancellationToken))
        {
            if (folder.Journal!.IsSettled(item.Uid) && !folder.Journal.IsRecognised(item.Uid) && !_done.Contains(item.Uid))
            {
                yield return new VerifiableItem(folder, item, folder.Delivered.Find(item.Uid));
            }
        }
    }

    private async Task CompareAllAsync(IAsyncEnumerable<VerifiableItem> items, CancellationToken cancellationToken)
    {
        var group = new List<VerifiableItem>();
        long bytes = 0;
        await foreach (var item in items.WithCancellation(cancellationToken))
        {
            if (group.Count > 0 && (group.Count == ItemsAtOnce || bytes + item.Item.Size > BytesAtOnce))
            {
                await CompareGroupAsync(group, cancellationToken);
                group.Clear();
                bytes = 0;
            }

            group.Add(item);
            bytes += item.Item.Size;
        }

        if (group.Count > 0)
        {
            await CompareGroupAsync(group, cancellationToken);
        }
    }

    private async Task CompareGroupAsync(List<VerifiableItem> group, CancellationToken cancellationToken)
    {
        var folder = group[0].Folder;
        var byUid = group.ToDictionary(item => item.Item.Uid);
        var byKey = group.ToDictionary(item => folder.KeyOf(item.Item.Uid));
        var originals = new Dictionary<VerifiableItem, FetchedItem.Read>();
        var results = new List<(VerifiableItem Item, IReadOnlyList<Difference> Differences)>();
        try
        {
            // 1. The originals. What has left the source since has nothing to be compared with.
            var unread = await new PatientReading<VerifiableItem, FetchedItem>(
                pass.AtSource,
                patience,
                (items, token) => pass.Source.FetchAsync(folder.Source, folder.Journal!.UidValidity, [.. items.Select(item => item.Item)], token),
                answer =>
                {
                    var item = byUid.GetValueOrDefault(answer.Item.Uid);
                    switch (answer)
                    {
                        case FetchedItem.Read read when item is null || !originals.TryAdd(item, read):
                            read.Content.Dispose();
                            break;
                        case FetchedItem.Unreadable when item is not null:
                            results.Add((item, [new Difference(DifferenceKind.SourceUnreadable)]));
                            break;
                    }

                    return item;
                }).RunAsync(group, cancellationToken);
            results.AddRange(unread.Select(lost => (lost.Item, (IReadOnlyList<Difference>)[new Difference(DifferenceKind.SourceUnreadable)])));

            // 2. What was delivered, each compared as it comes.
            var unseen = await new PatientReading<VerifiableItem, ReadBack>(
                pass.AtDestination,
                patience,
                (items, token) => pass.Destination.ReadBackAsync(folder.Destination!, [.. items.Select(item => folder.KeyOf(item.Item.Uid))], token),
                answer =>
                {
                    using var content = (answer as ReadBack.Found)?.Content;
                    if (byKey.GetValueOrDefault(answer.SourceKey) is not { } item || !originals.Remove(item, out var original))
                    {
                        return null;
                    }

                    using (original.Content)
                    {
                        if (answer is not ReadBack.Missing || !item.MayBeElsewhere)
                        {
                            results.Add((item, Judge(item, original, answer, cancellationToken)));
                        }
                    }

                    return item;
                }).RunAsync([.. originals.Keys], cancellationToken);
            results.AddRange(unseen.Select(lost => (lost.Item, (IReadOnlyList<Difference>)[new Difference(DifferenceKind.DestinationUnreadable)])));
        }
        finally
        {
            foreach (var left in originals.Values)
            {
                left.Content.Dispose();
            }

            await RecordAsync(folder, results);
        }
    }

    private List<Difference> Judge(VerifiableItem item, FetchedItem.Read original, ReadBack answer, CancellationToken cancellationToken) =>
        answer switch
        {
            ReadBack.Missing => [new Difference(DifferenceKind.ItemMissing)],
            ReadBack.Unreadable => [new Difference(DifferenceKind.DestinationUnreadable)],
            ReadBack.Found found => Compare(item, original, found, cancellationToken),
            _ => throw new InvalidOperationException("An answer that is none."),
        };

    private List<Difference> Compare(VerifiableItem item, FetchedItem.Read original, ReadBack.Found found, CancellationToken cancellationToken)
    {
        var expected = preparer.Prepare(original, found.SourceKey, reserved: 0).Item;
        var differences = new List<Difference>();
        try
        {
            differences.AddRange(CompareContent(expected.Content, found.Content, cancellationToken));
            if (differences.Count > 0 && item.Delivered is null && CompareContent(original.Content, found.Content, cancellationToken).Count == 0)
            {
                // An earlier pass brought it; whether addresses were mapped then, nobody remembers.
                differences.Clear();
            }

            if (differences.Count > 0 && item.MayBeRepaired && IsRepairedForm(expected, found.Content, cancellationToken))
            {
                differences.Clear();
            }
        }
        catch (Exception e) when (e is not (OperationCanceledException or IOException))
        {
            // The item's own door: a message that no reader was prepared for is one message, and its neighbours are still compared.
            LogNotComparable(item.Item.Uid, e.GetType().Name);
            differences.Add(new Difference(DifferenceKind.NotComparable));
        }

        // An earlier pass that found no date of any kind gave its own; nobody remembers it.
        DateTimeOffset? received = item.Delivered is not null || item.Item.Received is not null ? expected.Received : null;
        var sent = received is null && expected.Sent == expected.Received ? null : expected.Sent;
        differences.AddRange(StateComparer.CompareTimes(received, sent, found));
        if (item.Delivered is { } state)
        {
            differences.AddRange(StateComparer.CompareState(state.Flags, state.Categories, found));
        }

        return differences;
    }

    private static IReadOnlyList<Difference> CompareContent(ItemContent original, ItemContent found, CancellationToken cancellationToken)
    {
        using var source = original.OpenRead();
        using var delivered = found.OpenRead();
        return MessageComparer.Compare(source, delivered, cancellationToken);
    }

    /// <summary>
    /// Whether what is there is the original as one of the ladder's rungs makes it. A repair is told in the report of its own pass; here it is
    /// no difference.
    /// </summary>
    private bool IsRepairedForm(PreparedItem expected, ItemContent found, CancellationToken cancellationToken)
    {
        foreach (var (_, form) in RepairLadder.Descend(expected, pass.Spool))
        {
            if (CompareContent(form, found, cancellationToken).Count == 0)
            {
                return true;
            }
        }

        return false;
    }

    private async Task RecordAsync(FolderWork folder, List<(VerifiableItem Item, IReadOnlyList<Difference> Differences)> results)
    {
        _compared += results.Count;
        results.ForEach(result => _done.Add(result.Item.Item.Uid));
        var different = results.FindAll(result => result.Differences.Count > 0);
        _different += different.Count;
        if (different.Count > 0)
        {
            await pass.Journal.SettleAsync(
                folder.Journal!, [], [.. different.Select(result => Recorder.Different(folder, result.Item, result.Differences))], CancellationToken.None);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Item {Uid} could not be compared: {Defect}")]
    private partial void LogNotComparable(uint uid, string defect);
}
