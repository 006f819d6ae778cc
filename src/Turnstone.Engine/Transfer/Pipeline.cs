using System.Threading.Channels;

namespace Turnstone.Engine.Transfer;

/// <summary>
/// Joins the stages by bounded channels: list → fetch → deliver. Whatever ends one of them ends all; nothing is left holding memory,
/// and the first cause is what the caller sees.
/// </summary>
internal sealed class Pipeline(
    PassContext pass, ItemPreparer preparer, Recognition recognition, TransferLimits limits, PatiencePolicy patience)
{
    /// <param name="list">Writes the work; returns when there is no more.</param>
    /// <param name="stop">Asks to stop: nothing new is taken, what is in flight has a grace time.</param>
    public async Task RunAsync(Func<ChannelWriter<FetchWork>, CancellationToken, Task> list, CancellationToken stop)
    {
        using var part = limits.Room.Join();
        var underWay = new UnderWay(() => limits.Room.MemoryShare, () => limits.Room.DiskShare);
        var deliver = new DeliverStage(pass, underWay, patience);
        var fetch = new FetchStage(pass, preparer, recognition, underWay, patience);
        var fetchers = pass.Source.FetchConcurrency;
        var deliverers = pass.Destination.Limits.DeliverConcurrency;
        var work = Channel.CreateBounded<FetchWork>(new BoundedChannelOptions(fetchers) { SingleWriter = true });
        var batches = Channel.CreateBounded<DeliveryBatch>(new BoundedChannelOptions(deliverers));

        using var taking = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var finishing = new CancellationTokenSource(Timeout.InfiniteTimeSpan, pass.Time);
        await using var grace = taking.Token.Register(() => FinishWithin(finishing));

        var listing = EndingAllAsync(
            async () =>
            {
                await list(work.Writer, taking.Token);
                work.Writer.Complete();
            },
            taking);
        var fetching = EndingAllAsync(
            async () =>
            {
                await Task.WhenAll(Enumerable.Range(0, fetchers).Select(_ =>
                    EndingAllAsync(() => fetch.RunAsync(work.Reader, batches.Writer, taking.Token), taking)));
                batches.Writer.Complete();
            },
            taking);
        var delivering = Enumerable.Range(0, deliverers).Select(_ =>
            EndingAllAsync(() => deliver.RunAsync(batches.Reader, taking.Token, finishing.Token), taking));

        Task[] stages = [listing, fetching, .. delivering];
        try
        {
            await Task.WhenAll(stages);
        }
        catch (Exception) when (stages.Select(s => s.Exception?.Flatten().InnerExceptions[0]).OfType<Exception>()
            .FirstOrDefault(e => e is not OperationCanceledException) is { } cause)
        {
            // The cause, not one of the cancellations it set off.
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(cause);
        }
        finally
        {
            while (batches.Reader.TryRead(out var left))
            {
                deliver.Drop(left);
            }
        }
    }

    private static async Task EndingAllAsync(Func<Task> stage, CancellationTokenSource all)
    {
        try
        {
            await stage();
        }
        catch
        {
            await all.CancelAsync();
            throw;
        }
    }

    private void FinishWithin(CancellationTokenSource finishing) => finishing.CancelAfter(patience.Grace);
}
