using Turnstone.Engine.Failures;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Transfer;

/// <summary>
/// Sends one request so that nothing can arrive twice: in doubt before it leaves, settled by what the answer says of each item, asked
/// about where it says nothing.
/// </summary>
internal sealed class Sender(PassContext pass)
{
    /// <summary>One request. Returns what is certainly not there and must be sent again, and why.</summary>
    public async Task<Sent> SendAsync(FolderWork folder, IReadOnlyList<Parcel> parcels, CancellationToken cancellationToken)
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
                pass.AtDestination.Failed(e.Failure);
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
        var refused = new List<(Parcel Parcel, Failure Why)>();
        Failure? why = null;
        foreach (var (parcel, result) in parcels.Zip(results))
        {
            switch (result)
            {
                case DeliveryResult.Delivered:
                    records.Add(Recorder.Copied(folder, parcel));
                    break;
                case DeliveryResult.Refused no:
                    refused.Add((parcel, no.Failure));
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

        return await ReleaseAsync(folder, again, why) with { Refused = refused };
    }

    /// <summary>
    /// A refusal is believed once nothing is found: a server may save and then stumble, and what is repaired is sent again. Returns
    /// those that are not there.
    /// </summary>
    public async Task<IReadOnlyList<(Parcel Parcel, Failure Why)>> AskAboutRefusedAsync(
        FolderWork folder, IReadOnlyList<(Parcel Parcel, Failure Why)> refused, CancellationToken cancellationToken)
    {
        if (refused.Count == 0)
        {
            return refused;
        }

        var found = await DoubtResolver.FindAsync(pass, folder.Destination!, [.. refused.Select(r => r.Parcel.Item.SourceKey)], cancellationToken);
        await pass.Recorder.RecordAsync(
            folder, [.. refused.Where(r => found.ContainsKey(r.Parcel.Item.SourceKey)).Select(r => Recorder.Copied(folder, r.Parcel))]);
        return [.. refused.Where(r => !found.ContainsKey(r.Parcel.Item.SourceKey))];
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
        var askAfter = pass.Waits.Now + pass.Destination.Limits.RequestLifetime;
        var found = await DoubtResolver.FindAsync(
            pass, folder.Destination!, [.. parcels.Select(p => p.Item.SourceKey)], cancellationToken);
        await pass.Recorder.RecordAsync(
            folder, [.. parcels.Where(p => found.ContainsKey(p.Item.SourceKey)).Select(p => Recorder.Copied(folder, p))]);

        Parcel[] missing = [.. parcels.Where(p => !found.ContainsKey(p.Item.SourceKey))];
        if (!mayStillRun)
        {
            return await ReleaseAsync(folder, missing, why) with { IsAsked = true };
        }

        foreach (var parcel in missing)
        {
            pass.Late.Add(new LateItem(folder, parcel.Item.Source, askAfter, parcel.Repair));
        }

        return new Sent([], null);
    }

    private static Failure WrongCount(int got, int sent) => new()
    {
        Side = FailureSide.Destination,
        Scope = FailureScope.Item,
        Code = FailureCodes.DestinationProtocol,
        Message = $"The destination gave {got} answers for {sent} items.",
        Retry = RetryAdvice.Soon,
    };
}
