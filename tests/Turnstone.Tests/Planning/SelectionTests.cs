using Turnstone.Engine.Failures;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Xunit;

namespace Turnstone.Tests.Planning;

public class SelectionTests
{
    private static readonly DateTimeOffset Cut = new(2024, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Full_TakesAllButTheSettled()
    {
        var selection = new Selection(new PassOptions());
        var folder = Folder(settled: 2);

        Assert.Equal([Verdict.Take, Verdict.Settled, Verdict.Take], new uint[] { 3, 2, 1 }.Select(u => selection.Decide(Item(u), folder)));
    }

    [Fact]
    public void PreStage_TakesWhatIsOlder_TheMomentItselfExcluded()
    {
        var selection = new Selection(new PassOptions { Kind = PassKind.PreStage, OlderThan = Cut });

        Assert.Equal(Verdict.Take, selection.Decide(Item(1) with { Received = Cut.AddSeconds(-1) }, Folder()));
        Assert.Equal(FailureCodes.RuleTooNew, Code(selection.Decide(Item(2) with { Received = Cut }, Folder())));
    }

    [Fact]
    public void ItemsWithoutAReceivedTime_AreDecidedWhenTheyAreFetched()
    {
        var selection = new Selection(new PassOptions { OlderThan = Cut, NewerThan = Cut.AddDays(-30) });

        Assert.Equal(Verdict.Take, selection.Decide(Item(1), Folder()));
    }

    [Fact]
    public void SizeBounds_MeetWithoutLeavingAnythingOut()
    {
        var small = new Selection(new PassOptions { SmallerThan = 1000 });
        var large = new Selection(new PassOptions { LargerThan = 1000 });
        SourceItem[] items = [Item(1) with { Size = 999 }, Item(2) with { Size = 1000 }, Item(3) with { Size = 1001 }];

        Assert.Equal([true, false, false], items.Select(item => small.Decide(item, Folder()) == Verdict.Take));
        Assert.Equal([false, true, true], items.Select(item => large.Decide(item, Folder()) == Verdict.Take));
        Assert.Equal(FailureCodes.RuleTooLarge, Code(small.Decide(items[1], Folder())));
        Assert.Equal(FailureCodes.RuleTooSmall, Code(large.Decide(items[0], Folder())));
    }

    [Fact]
    public void Retry_TakesOnlyWhatFailed()
    {
        var selection = new Selection(new PassOptions { Kind = PassKind.Retry });
        var folder = Folder(failed: 7);

        Assert.Equal(Verdict.Take, selection.Decide(Item(7), folder));
        Assert.Equal(FailureCodes.RuleNotInRetry, Code(selection.Decide(Item(8), folder)));
    }

    [Fact]
    public void Trial_TakesTenAFolder_AndFiveMegabytesInAll()
    {
        var selection = new Selection(new PassOptions { Kind = PassKind.Trial });
        var (first, second) = (Folder(), Folder(name: "second"));

        var taken = Enumerable.Range(1, 15).Count(u => selection.Decide(Item((uint)u) with { Size = 100_000 }, first) == Verdict.Take);
        var large = selection.Decide(Item(1) with { Size = 4_500_000 }, second);
        var small = selection.Decide(Item(2) with { Size = 1_000 }, second);

        Assert.Equal(10, taken);
        Assert.Equal(FailureCodes.RuleTrialSample, Code(large));
        Assert.Equal(Verdict.Take, small);
    }

    [Fact]
    public void SecondTrial_TakesNothingNew()
    {
        var options = new PassOptions { Kind = PassKind.Trial };
        var folder = Folder();
        var first = new Selection(options);
        foreach (var uid in Enumerable.Range(1, 20).Select(i => (uint)(21 - i)).Where(u => first.Decide(Item(u), folder) == Verdict.Take))
        {
            folder.Apply([new Settlement.Arrived(uid)]);
        }

        var second = new Selection(options);

        Assert.Equal(10, folder.SettledCount);
        Assert.DoesNotContain(Enumerable.Range(1, 20), i => second.Decide(Item((uint)(21 - i)), folder) == Verdict.Take);
    }

    private static FailureCode Code(Verdict verdict) => Assert.IsType<Verdict.LeftBehind>(verdict).Code;

    private static SourceItem Item(uint uid) => new() { Uid = uid };

    private static JournalFolder Folder(uint settled = 0, uint failed = 0, string name = "INBOX")
    {
        var set = new UidSet();
        if (settled != 0)
        {
            set.Add(settled);
        }

        return new JournalFolder(
            1, new SourceFolderId(name), 1, set, new UidSet(), [], failed == 0 ? [] : [new FailedItem(failed, FailureCodes.DestinationItemRefused)]);
    }
}
