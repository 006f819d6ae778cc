using System.Threading.Channels;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Transfer.Repair;

namespace Turnstone.Engine.Transfer;

/// <summary>
/// Third stage: delivers batches. A batch that fails as a whole is halved until the item that poisons it is alone; an item that is
/// refused as it is goes down the repair ladder.
/// </summary>
internal sealed class DeliverStage(PassContext pass, UnderWay underWay, PatiencePolicy patience)
{
    private readonly Sender _sender = new(pass);

    /// <param name="input">Batches; each one's contents are disposed here.</param>
    /// <param name="taking">Ends the taking of new batches.</param>
    /// <param name="finishing">Ends what is in flight.</param>
    public async Task RunAsync(ChannelReader<DeliveryBatch> input, CancellationToken taking, CancellationToken finishing)
    {
        await foreach (var batch in input.ReadAllAsync(taking))
        {
            try
            {
                await DeliverAsync(batch, taking, finishing);
            }
            catch (SessionException e) when (e.Failure.Scope <= FailureScope.Folder)
            {
                batch.Folder.Failure = e.Failure;
            }
            finally
            {
                Drop(batch);
            }
        }
    }

    /// <summary>Gives back what a batch holds, delivered or not.</summary>
    public void Drop(DeliveryBatch batch)
    {
        foreach (var parcel in batch.Parcels)
        {
            parcel.Item.Content.Dispose();
        }

        underWay.Release(batch.Parcels.Select(parcel => parcel.Reserved));
    }

    private async Task DeliverAsync(DeliveryBatch batch, CancellationToken taking, CancellationToken finishing)
    {
        var open = new Stack<IReadOnlyList<Parcel>>();
        var refused = new List<(Parcel Parcel, Failure Why)>();
        open.Push(batch.Parcels);
        while (open.TryPop(out var parcels))
        {
            foreach (var part in await DeliverPartAsync(batch.Folder, parcels, refused, taking, finishing))
            {
                open.Push(part);
            }
        }

        foreach (var (parcel, why) in await _sender.AskAboutRefusedAsync(batch.Folder, refused, finishing))
        {
            await RepairAsync(batch.Folder, parcel, why, taking, finishing);
        }
    }

    /// <summary>Tries the rungs of the ladder that change something, each upon the one before, until one is taken or none is left.</summary>
    private async Task RepairAsync(
        FolderWork folder, Parcel parcel, Failure first, CancellationToken taking, CancellationToken finishing)
    {
        if (RepairLadder.Helps(first))
        {
            foreach (var (repair, content) in RepairLadder.Descend(parcel.Item, pass.Spool))
            {
                var attempt = parcel with
                {
                    Item = parcel.Item with { Content = content },
                    Repair = RepairWords.Join(parcel.Repair, $"{repair}, because the destination refused the original ({first.Code})"),
                };
                var refused = new List<(Parcel Parcel, Failure Why)>();
                await DeliverPartAsync(folder, [attempt], refused, taking, finishing);
                if ((await _sender.AskAboutRefusedAsync(folder, refused, finishing)).Count == 0)
                {
                    return;
                }
            }
        }

        await pass.Recorder.RecordAsync(folder, [Recorder.Failed(folder, parcel.Item.Source, first)]);
    }

    /// <summary>Delivers parcels until all have their state or are refused, or returns them in halves.</summary>
    private async Task<IReadOnlyList<IReadOnlyList<Parcel>>> DeliverPartAsync(
        FolderWork folder,
        IReadOnlyList<Parcel> parcels,
        List<(Parcel Parcel, Failure Why)> refused,
        CancellationToken taking,
        CancellationToken finishing)
    {
        for (var attempts = 0; parcels.Count > 0;)
        {
            // Limits shrink as a server shows what it takes.
            if (DestinationBatches.Pack(parcels, pass.Destination.Limits).ToList() is { Count: > 1 } parts)
            {
                return parts;
            }

            await pass.AtDestination.WaitTurnAsync(taking);
            var sent = await _sender.SendAsync(folder, parcels, finishing);
            refused.AddRange(sent.Refused);
            if (sent.Again.Count < parcels.Count)
            {
                pass.AtDestination.Succeeded();
                attempts = 0;
            }

            parcels = sent.Again;
            if (sent.Why is not { } why || parcels.Count == 0)
            {
                continue;
            }

            if (why.Scope >= FailureScope.Folder || why.Retry is RetryAdvice.Throttled)
            {
                // The server's trouble, not the items': no attempt is spent.
                if (sent.IsAsked && why.Retry is RetryAdvice.Throttled)
                {
                    continue;
                }

                if (!pass.AtDestination.Failed(why))
                {
                    throw new SessionException(why);
                }

                continue;
            }

            if (parcels.Count > 1)
            {
                return Halve(parcels);
            }

            if (++attempts >= patience.AttemptsPerItem || why.Retry is RetryAdvice.Never)
            {
                refused.Add((parcels[0], why));
                return [];
            }

            pass.AtDestination.Failed(why);
        }

        return [];
    }

    private static IReadOnlyList<Parcel>[] Halve(IReadOnlyList<Parcel> parcels)
    {
        var half = parcels.Count / 2;

        // A stack hands back the last first: the first half is sent first.
        return [[.. parcels.Skip(half)], [.. parcels.Take(half)]];
    }
}
