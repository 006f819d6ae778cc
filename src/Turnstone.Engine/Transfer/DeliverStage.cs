using System.Threading.Channels;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Transfer;

/// <summary>
/// Third stage: delivers batches, each item once. Before a batch leaves, its keys are in doubt in the journal; whatever answer does not
/// say what became of an item, the destination is asked before it is sent again. A batch that fails as a whole is halved until the
/// item that poisons it is alone.
/// </summary>
internal sealed class DeliverStage(PassContext pass, ByteBudget budget, PatiencePolicy patience)
{
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
            budget.Release(parcel.Reserved);
        }
    }

    private async Task DeliverAsync(DeliveryBatch batch, CancellationToken taking, CancellationToken finishing)
    {
        var open = new Stack<IReadOnlyList<Parcel>>();
        open.Push(batch.Parcels);
        while (open.TryPop(out var parcels))
        {
            foreach (var part in await DeliverPartAsync(batch.Folder, parcels, taking, finishing))
            {
                open.Push(part);
            }
        }
    }

    /// <summary>Delivers parcels until all have their state, or returns them in halves.</summary>
    private async Task<IReadOnlyList<IReadOnlyList<Parcel>>> DeliverPartAsync(
        FolderWork folder, IReadOnlyList<Parcel> parcels, CancellationToken taking, CancellationToken finishing)
    {
        for (var attempts = 0; parcels.Count > 0;)
        {
            // Limits shrink as a server shows what it takes.
            if (DestinationBatches.Pack(parcels, pass.Destination.Limits).ToList() is { Count: > 1 } parts)
            {
                return parts;
            }

            await pass.AtDestination.WaitTurnAsync(taking);
            var sent = await SendOnceAsync(folder, parcels, finishing);
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

                if (!pass.AtDestination.Failed(why.Retry))
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
                await pass.Recorder.RecordAsync(folder, [Recorder.Failed(folder, parcels[0].Item.Source, why)]);
                return [];
            }

            pass.AtDestination.Failed(why.Retry);
        }

        return [];
    }

    /// <summary>One request. Returns what is certainly not there and must be sent again, and why.</summary>
    private async Task<Sent> SendOnceAsync(FolderWork folder, IReadOnlyList<Parcel> parcels, CancellationToken cancellationToken)
    {
        // 1. From here on they may be there.
        await pass.Journal.MarkInDoubtAsync(folder.Journal!, folder.Destination!, [.. parcels.Select(p => p.Uid)], cancellationToken);

        // 2. Send.
        IReadOnlyList<DeliveryResult> results;
        try
        {
            results = await pass.Destination.DeliverAsync(folder.Destination!, [.. parcels.Select(p => p.Item)], cancellationToken);
        }
        catch (SessionException e)
        {
            if (e.Failure.Retry is RetryAdvice.Throttled)
            {
                // The question waits its turn too.
                pass.AtDestination.Failed(e.Failure.Retry);
            }

            return e.Fate == RequestFate.Unsent
                ? await ReleaseAsync(folder, parcels, e.Failure)
                : await AskAsync(folder, parcels, e.Failure, e.Fate == RequestFate.MayStillRun, cancellationToken);
        }

        if (results.Count != parcels.Count)
        {
            return await AskAsync(folder, parcels, WrongCount(results.Count, parcels.Count), mayStillRun: false, cancellationToken);
        }

        // 3. Record what is known.
        var (again, unsure, records) = (new List<Parcel>(), new List<Parcel>(), new List<ItemRecord>());
        Failure? why = null;
        foreach (var (parcel, result) in parcels.Zip(results))
        {
            switch (result)
            {
                case DeliveryResult.Delivered:
                    records.Add(Recorder.Copied(folder, parcel));
                    break;
                case DeliveryResult.Refused refused:
                    records.Add(Recorder.Failed(folder, parcel.Item.Source, refused.Failure));
                    break;
                case DeliveryResult.NotTried notTried:
                    again.Add(parcel);
                    why = notTried.Failure;
                    break;
                case DeliveryResult.Unknown unknown:
                    unsure.Add(parcel);
                    why = unknown.Failure;
                    break;
            }
        }

        await pass.Recorder.RecordAsync(folder, records);

        // 4. Ask about the rest.
        if (unsure.Count > 0)
        {
            var asked = await AskAsync(folder, unsure, why!, mayStillRun: false, cancellationToken);
            again.AddRange(asked.Again);
        }

        return await ReleaseAsync(folder, again, why);
    }

    /// <summary>What is certainly not there is no longer in doubt, so that nobody has to ask about it again.</summary>
    private async Task<Sent> ReleaseAsync(FolderWork folder, IReadOnlyList<Parcel> parcels, Failure? why)
    {
        if (parcels.Count > 0)
        {
            await pass.Journal.SettleAsync(
                folder.Journal!, [.. parcels.Select(p => new Settlement.Released(p.Uid))], [], CancellationToken.None);
        }

        return new Sent(parcels, why);
    }

    /// <summary>
    /// Asks about exactly these. Those found have arrived. Those missing are sent again, unless the server may still be working on the
    /// request: then they wait until it cannot be.
    /// </summary>
    private async Task<Sent> AskAsync(
        FolderWork folder, IReadOnlyList<Parcel> parcels, Failure why, bool mayStillRun, CancellationToken cancellationToken)
    {
        var askAfter = pass.Time.GetUtcNow() + pass.Destination.Limits.RequestLifetime;
        var found = await DoubtResolver.FindAsync(
            pass, folder.Destination!, [.. parcels.Select(p => p.Item.SourceKey)], cancellationToken);
        await pass.Recorder.RecordAsync(
            folder, [.. parcels.Where(p => found.Contains(p.Item.SourceKey)).Select(p => Recorder.Copied(folder, p))]);

        Parcel[] missing = [.. parcels.Where(p => !found.Contains(p.Item.SourceKey))];
        if (!mayStillRun)
        {
            return await ReleaseAsync(folder, missing, why) with { IsAsked = true };
        }

        foreach (var parcel in missing)
        {
            pass.Late.Add(new LateItem(folder, parcel.Item.Source, askAfter));
        }

        return new Sent([], null);
    }

    private static IReadOnlyList<Parcel>[] Halve(IReadOnlyList<Parcel> parcels)
    {
        var half = parcels.Count / 2;

        // A stack hands back the last first: the first half is sent first.
        return [[.. parcels.Skip(half)], [.. parcels.Take(half)]];
    }

    private static Failure WrongCount(int got, int sent) => new()
    {
        Side = FailureSide.Destination,
        Scope = FailureScope.Item,
        Code = FailureCodes.DestinationProtocol,
        Message = $"The destination gave {got} answers for {sent} items.",
        Retry = RetryAdvice.Soon,
    };

    /// <param name="Again">Certainly not there; to be sent again.</param>
    /// <param name="Why">What the destination said; null when there is nothing to send again.</param>
    /// <param name="IsAsked">The whole batch was asked about since, and so the server's wish for patience is fulfilled.</param>
    private readonly record struct Sent(IReadOnlyList<Parcel> Again, Failure? Why, bool IsAsked = false);
}
