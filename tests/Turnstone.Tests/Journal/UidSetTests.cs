using FsCheck;
using FsCheck.Fluent;
using Turnstone.Engine.Journal;
using Xunit;

namespace Turnstone.Tests.Journal;

/// <summary>A set of runs is a set: whatever is added in whatever order, it answers as a plain set does.</summary>
public class UidSetTests
{
    [Fact]
    public void AnyRunsInAnyOrder_AnswerAsAPlainSetDoes()
    {
        var starts = Gen.OneOf(Gen.Choose(1, 200), Gen.Choose(1, 5000)).Select(n => (uint)n);
        var runs =
            from first in starts
            from length in Gen.Choose(0, 12)
            select new UidRun(first, first + (uint)length);

        Prop.ForAll(runs.ListOf().ToArbitrary(), added => AgreesWithPlainSet(added)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void RunsAtTheHighestUids_AnswerAsAPlainSetDoes()
    {
        var runs =
            from below in Gen.Choose(0, 60)
            from length in Gen.Choose(0, 12)
            select new UidRun(uint.MaxValue - (uint)(below + length), uint.MaxValue - (uint)below);

        Prop.ForAll(runs.ListOf().ToArbitrary(), added => AgreesWithPlainSet(added)).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ManyRuns_MeltWhenTheGapsAreFilled(bool descending)
    {
        var uids = Enumerable.Range(1, 10_000).Select(n => 2 * (uint)n);
        var set = new UidSet();

        foreach (var uid in descending ? uids.Reverse() : uids)
        {
            Assert.True(set.Add(uid));
        }

        Assert.Equal(uids.Select(uid => new UidRun(uid, uid)), set.Runs);
        Assert.Equal(9_999, set.AddRun(2, 20_000));
        Assert.Equal([new UidRun(2, 20_000)], set.Runs);
        Assert.Equal(19_999, set.Count);
    }

    [Fact]
    public void ManyRunsInRandomOrder_StaySorted()
    {
        var random = new Random(7);
        uint[] uids = [.. Enumerable.Range(1, 20_000).Select(n => 3 * (uint)n)];
        random.Shuffle(uids);
        var set = new UidSet();

        foreach (var uid in uids)
        {
            set.Add(uid);
        }

        Assert.Equal(uids.Order().Select(uid => new UidRun(uid, uid)), set.Runs);
        Assert.All(uids, uid => Assert.True(set.Contains(uid) && !set.Contains(uid + 1)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void RunsAcrossThousandsOfOthers_AnswerAsAPlainSetDoes(int seed)
    {
        var random = new Random(seed);
        UidRun[] gaps = [.. Enumerable.Range(1, 8_000).Select(n => new UidRun(5 * (uint)n, (5 * (uint)n) + 1))];
        random.Shuffle(gaps);
        var wide = Enumerable.Range(0, 60).Select(_ => (uint)random.Next(1, 40_000)).Select(first => new UidRun(first, first + (uint)random.Next(9_000)));

        Assert.True(AgreesWithPlainSet([.. gaps, .. wide]));
    }

    [Fact]
    public void ZeroOrARunBackwards_IsRefused()
    {
        var set = new UidSet();

        Assert.Throws<ArgumentOutOfRangeException>(() => set.Add(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => set.AddRun(5, 4));
        Assert.False(set.Contains(0));
    }

    private static bool AgreesWithPlainSet(IList<UidRun> added)
    {
        var (set, plain) = (new UidSet(), new HashSet<uint>());
        foreach (var run in added)
        {
            var fresh = Each(run).Count(plain.Add);
            if (set.AddRun(run.First, run.Last) != fresh)
            {
                return false;
            }
        }

        UidRun[] runs = [.. set.Runs];
        var sorted = runs.Zip(runs.Skip(1)).All(pair => pair.First.Last < pair.Second.First - 1);
        var around = added.SelectMany(run => (uint[])[run.First - 1, run.First, run.Last, unchecked(run.Last + 1)]);
        return sorted
            && set.Count == plain.Count
            && runs.SelectMany(Each).ToHashSet().SetEquals(plain)
            && around.All(uid => set.Contains(uid) == plain.Contains(uid));
    }

    private static IEnumerable<uint> Each(UidRun run)
    {
        for (ulong uid = run.First; uid <= run.Last; uid++)
        {
            yield return (uint)uid;
        }
    }
}
