using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Reporting;
using Xunit;

namespace Turnstone.Tests.Laws;

/// <summary>
/// Any interleaving of outcomes adds up: whatever is copied, refused, in doubt, lost, throttled or stopped at whatever moment, each item of
/// the source ends the pass in one state, and what was in no state before is settled by the next.
/// </summary>
public class OutcomesAddUpTests
{
    [Fact]
    public void AnyInterleavingOfOutcomes_AddsUp_AndTheNextPassFinishes() => Law.Holds(Step.Of(kinds: 14), stories: 400, longest: 80, async steps =>
    {
        var scene = new Scene();
        var calls = 0;
        var stopAt = 0;
        CancellationTokenSource? stop = null;
        scene.World.Source.BeforeAnswer = (_, _) => CountAsync();
        scene.World.Destination.BeforeDelivery = (_, _) => CountAsync();
        scene.World.Destination.BeforeQuestion = _ => CountAsync();
        foreach (var (what, where, which) in steps)
        {
            switch (what)
            {
                case < 6:
                    scene.Add(where, which);
                    break;
                case 6:
                    scene.AddFolder(which);
                    break;
                case 7:
                    scene.Poison(where, which);
                    break;
                case < 12:
                    scene.GoWrong(where, which);
                    break;
                default:
                    using (stop = new CancellationTokenSource())
                    {
                        (calls, stopAt) = (0, what == 12 ? 1 + (which % 40) : int.MaxValue);
                        await AssertAddsUpAsync(scene, await scene.RunAsync(stop.Token));
                        await scene.CalmDownAsync();
                    }

                    break;
            }
        }

        stopAt = int.MaxValue;
        await scene.CalmDownAsync();
        var last = await scene.RunAsync();

        await AssertAddsUpAsync(scene, last);
        Assert.Null(last.Failure);
        Assert.NotEqual(PassStatus.Stopped, last.Status);

        // What the destination refuses, the source hides or lets vanish is named; everything else is there.
        var settled = last.Totals.Copied + last.Totals.AlreadyThere;
        Assert.Equal(scene.World.Destination.Deliveries.Count, settled);
        Assert.Equal(scene.Folders.Sum(folder => folder.Uids.Count), last.Totals.Found);

        Task CountAsync()
        {
            if (Interlocked.Increment(ref calls) == stopAt)
            {
                stop!.Cancel();
            }

            return Task.CompletedTask;
        }
    });

    private static async Task AssertAddsUpAsync(Scene scene, MailboxReport report)
    {
        Assert.All(report.Folders, folder => Assert.True(folder.Totals.AddsUp, $"{folder.Source}: {folder.Totals}"));
        Assert.True(report.Folders.Count == 0 || report.Totals.Found == scene.Folders.Sum(folder => folder.Uids.Count), $"{report.Totals}");
        Assert.Equal(report.Status == PassStatus.Failed, report.Failure is not null);
        Assert.True(report.Status != PassStatus.Completed || report.Totals.Failed == 0);

        // One line an item, as many as the counts say; only what was never listed has none.
        var notes = await scene.World.NotesAsync();
        Assert.Equal(notes.Count, notes.Select(note => (note.Folder, note.Uid)).Distinct().Count());
        var isWhole = report.Failure is null && report.Status != PassStatus.Stopped && report.Folders.All(folder => folder.Failure is null);
        AssertNoted(ItemOutcome.Failed, report.Totals.Failed);
        AssertNoted(ItemOutcome.Skipped, report.Totals.Skipped);

        // Never twice, and never said to be there without being there.
        var there = scene.World.Destination.Deliveries;
        Assert.Equal(there.Count, there.Select(delivery => delivery.SourceKey).Distinct().Count());
        Assert.InRange(report.Totals.Copied + report.Totals.AlreadyThere, 0, there.Count);

        void AssertNoted(ItemOutcome outcome, long count) =>
            Assert.InRange(notes.LongCount(note => note.Outcome == outcome), isWhole ? count : 0, count);
    }
}
