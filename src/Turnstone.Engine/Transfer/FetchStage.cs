using System.Threading.Channels;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;

namespace Turnstone.Engine.Transfer;

/// <summary>
/// Second stage: fetches items several at a time, prepares them and packs them into batches. Several run side by side. An item that
/// kills its connection again and again is found by halving, and fails alone.
/// </summary>
internal sealed class FetchStage(
    PassContext pass, ItemPreparer preparer, Recognition recognition, UnderWay underWay, PatiencePolicy patience)
{
    private readonly ItemRange _range = new(pass.Setup.Options);

    public async Task RunAsync(
        ChannelReader<FetchWork> input, ChannelWriter<DeliveryBatch> output, CancellationToken cancellationToken)
    {
        await foreach (var work in input.ReadAllAsync(cancellationToken))
        {
            var shares = work.Items.ToDictionary(i => i.Uid, i => Math.Max(i.Size, 1));
            await underWay.TakeAsync(shares.Values, cancellationToken);
            var parcels = new List<Parcel>(work.Items.Count);
            try
            {
                await FetchAllAsync(work, shares, parcels, cancellationToken);
                await SetRecognisedAsideAsync(work.Folder, parcels, cancellationToken);
                await SetOutOfRangeAsideAsync(work.Folder, parcels);
                foreach (var batch in DestinationBatches.Pack(parcels, pass.Destination.Limits).ToList())
                {
                    await output.WriteAsync(new DeliveryBatch(work.Folder, batch), cancellationToken);
                    parcels.RemoveRange(0, batch.Count);
                }
            }
            catch (SessionException e) when (e.Failure.Scope <= FailureScope.Folder)
            {
                work.Folder.Failure = e.Failure;
            }
            finally
            {
                // What was handed on belongs to the next stage; what was not goes back from here.
                parcels.ForEach(p => p.Item.Content.Dispose());
                underWay.Release(shares.Values.Concat(parcels.Select(p => p.Reserved)));
            }
        }
    }

    /// <summary>Fetches every item of the work. Shares pass from <paramref name="shares"/> to the parcels as items come in.</summary>
    private async Task FetchAllAsync(
        FetchWork work, Dictionary<uint, long> shares, List<Parcel> parcels, CancellationToken cancellationToken)
    {
        var remaining = work.Items.ToDictionary(i => i.Uid);
        var atOnce = remaining.Count;
        var attempts = 0;
        while (remaining.Count > 0)
        {
            await pass.AtSource.WaitTurnAsync(cancellationToken);
            SourceItem[] asked = [.. remaining.Values.Take(atOnce)];
            try
            {
                await FetchOnceAsync(work.Folder, asked, remaining, shares, parcels, cancellationToken);
                pass.AtSource.Succeeded();
                (atOnce, attempts) = (Math.Max(remaining.Count, 1), 0);
            }
            catch (SessionException e) when (e.Failure.Retry is not RetryAdvice.Never && pass.AtSource.Failed(e.Failure))
            {
                if (e.Failure.Retry is RetryAdvice.Throttled)
                {
                    continue;
                }

                attempts = remaining.ContainsKey(asked[0].Uid) ? attempts + 1 : 1;
                atOnce = Math.Max(1, Math.Min(atOnce, remaining.Count) / 2);
                if (asked.Length == 1 && attempts >= patience.AttemptsPerItem && e.Failure.Code != FailureCodes.SourceUnreachable)
                {
                    await GiveUpAsync(work.Folder, asked[0], e.Failure);
                    remaining.Remove(asked[0].Uid);
                    (atOnce, attempts) = (Math.Max(remaining.Count, 1), 0);
                }
            }
        }
    }

    private async Task FetchOnceAsync(
        FolderWork folder,
        SourceItem[] asked,
        Dictionary<uint, SourceItem> remaining,
        Dictionary<uint, long> shares,
        List<Parcel> parcels,
        CancellationToken cancellationToken)
    {
        var records = new List<ItemRecord>();
        try
        {
            await foreach (var fetched in pass.Source.FetchAsync(folder.Source, folder.Journal!.UidValidity, asked, cancellationToken))
            {
                if (!remaining.Remove(fetched.Item.Uid))
                {
                    (fetched as FetchedItem.Read)?.Content.Dispose();
                    continue;
                }

                switch (fetched)
                {
                    case FetchedItem.Read read:
                        Take(folder, read, shares, parcels);
                        break;
                    case FetchedItem.Vanished:
                        records.Add(Recorder.Vanished(folder, fetched.Item));
                        break;
                    case FetchedItem.Unreadable unreadable:
                        records.Add(Recorder.Failed(folder, fetched.Item, unreadable.Failure));
                        break;
                }
            }
        }
        finally
        {
            await pass.Recorder.RecordAsync(folder, records);
        }

        if (asked.Any(i => remaining.ContainsKey(i.Uid)))
        {
            throw new SessionException(new Failure
            {
                Side = FailureSide.Source,
                Scope = FailureScope.Folder,
                Code = FailureCodes.SourceProtocol,
                Message = $"The source answered for only some of {asked.Length} items asked for.",
                Retry = RetryAdvice.Soon,
            });
        }
    }

    private void Take(FolderWork folder, FetchedItem.Read read, Dictionary<uint, long> shares, List<Parcel> parcels)
    {
        shares.Remove(read.Item.Uid, out var share);

        // The server's word on the size may be wrong; what is held is what counts.
        var reserved = Math.Max(share, read.Content.Length);
        underWay.Grow(share, reserved);
        parcels.Add(preparer.Prepare(read, folder.KeyOf(read.Item.Uid), reserved));
    }

    /// <summary>What was delivered before from another place is recorded and not sent.</summary>
    private async Task SetRecognisedAsideAsync(FolderWork folder, List<Parcel> parcels, CancellationToken cancellationToken)
    {
        var recognised = await recognition.RecogniseAsync(folder, parcels, cancellationToken);
        if (recognised.Count == 0)
        {
            return;
        }

        var aside = parcels.FindAll(parcel => recognised.ContainsKey(parcel.Uid));
        await pass.Recorder.RecordAsync(
            folder, [.. aside.Select(parcel => Recorder.Recognised(folder, parcel, recognised[parcel.Uid], recognition.NameOf(recognised[parcel.Uid])))]);
        Drop(parcels, aside);
    }

    /// <summary>Where the listing could not tell whether an item is in the range, now the message does.</summary>
    private async Task SetOutOfRangeAsideAsync(FolderWork folder, List<Parcel> parcels)
    {
        var aside = new List<Parcel>();
        var records = new List<ItemRecord>();
        foreach (var parcel in parcels)
        {
            if (parcel.OwnDate is { } date && _range.Excludes(date) is { } left)
            {
                aside.Add(parcel);
                records.Add(Recorder.Skipped(
                    folder,
                    parcel.Item.Source with { Received = date },
                    left.Code,
                    $"{left.Reason} The source has no usable INTERNALDATE; the message's own date counts."));
            }
        }

        await pass.Recorder.RecordAsync(folder, records);
        Drop(parcels, aside);
    }

    private void Drop(List<Parcel> parcels, List<Parcel> aside)
    {
        parcels.RemoveAll(aside.Contains);
        aside.ForEach(parcel => parcel.Item.Content.Dispose());
        underWay.Release(aside.Select(parcel => parcel.Reserved));
    }

    private Task GiveUpAsync(FolderWork folder, SourceItem item, Failure last) => pass.Recorder.RecordAsync(
        folder,
        [
            Recorder.Failed(folder, item, new Failure
            {
                Side = FailureSide.Source,
                Scope = FailureScope.Item,
                Code = FailureCodes.SourceItemUnreadable,
                Message = $"The source does not hand out this item: {last.Message}",
                Remedy = "Open it in a mail program at the source; if it can be read there, run the retry pass.",
            }),
        ]);
}
