using Turnstone.Engine.Reporting;
using Xunit;

namespace Turnstone.Tests.Laws;

/// <summary>Running a plan twice changes nothing, whatever the mailbox, the operator's wishes and the trouble of the first time.</summary>
public class PlanRunTwiceTests
{
    [Fact]
    public void SecondRun_CopiesNothing_ReportsTheSame_AndLeavesTheDestinationAsItIs() => Law.Holds(Step.Of(kinds: 12), stories: 400, longest: 60, async steps =>
    {
        var scene = new Scene();
        foreach (var step in steps)
        {
            Take(scene, step);
        }

        await scene.RunAsync();
        await scene.CalmDownAsync();
        var first = await scene.RunAsync();
        var there = scene.World.Destination.Deliveries;
        var folders = scene.World.Destination.Folders;

        foreach (var isLost in (bool[])[false, true, false])
        {
            if (isLost)
            {
                scene.World.LoseJournal();
            }

            var second = await scene.RunAsync();

            Assert.Equal(0, second.Totals.Copied);
            Assert.Equal((first.Status, first.Failure?.Code), (second.Status, second.Failure?.Code));
            Assert.Equal(first.Folders.Select(InOneState), second.Folders.Select(InOneState));
            Assert.Equal(there, scene.World.Destination.Deliveries);
            Assert.Equal(folders, scene.World.Destination.Folders);
        }
    });

    private static void Take(Scene scene, Step step)
    {
        switch (step.What)
        {
            case < 6:
                scene.Add(step.Where, step.Which);
                break;
            case 6 or 7:
                scene.AddFolder(step.Which);
                break;
            case 8:
                scene.Wish(step.Where, step.Which);
                break;
            case 9:
                scene.Poison(step.Where, step.Which);
                break;
            default:
                scene.GoWrong(step.Where, step.Which);
                break;
        }
    }

    /// <summary>A folder's line with what is there counted once, whenever it came.</summary>
    private static (string Source, string? Destination, Totals Totals) InOneState(FolderReport folder) =>
        (folder.Source, folder.Destination, folder.Totals with { AlreadyThere = folder.Totals.Copied + folder.Totals.AlreadyThere, Copied = 0, BytesCopied = 0 });
}
