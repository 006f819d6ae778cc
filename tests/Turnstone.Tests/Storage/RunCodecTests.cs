using FsCheck;
using FsCheck.Fluent;
using Turnstone.Engine.Journal;
using Turnstone.Storage.Journals;
using Xunit;

namespace Turnstone.Tests.Storage;

/// <summary>What is settled is written and read without loss, and nothing else is taken for it.</summary>
public class RunCodecTests
{
    [Fact]
    public void AnyRuns_SurviveWritingAndReading()
    {
        var uids = Gen.OneOf(Gen.Choose(1, 300), Gen.Choose(1, int.MaxValue)).Select(n => (uint)n);

        Prop.ForAll(uids.ListOf().ToArbitrary(), list =>
        {
            var (set, read) = (new UidSet(), new UidSet());
            foreach (var uid in list)
            {
                set.Add(uid);
            }

            RunCodec.DecodeInto(read, RunCodec.Encode([.. set.Runs]));
            return read.Runs.SequenceEqual(set.Runs);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void WidestRun_TakesFewBytes()
    {
        var everything = new UidSet();
        everything.AddRun(1, uint.MaxValue);
        var read = new UidSet();

        var bytes = RunCodec.Encode([.. everything.Runs]);
        RunCodec.DecodeInto(read, bytes);

        Assert.Equal(uint.MaxValue, read.Count);
        Assert.InRange(bytes.Length, 1, 10);
    }

    [Fact]
    public void AnyFlippedBitOrLostByte_IsNoticed()
    {
        var bytes = RunCodec.Encode([new UidRun(3, 9), new UidRun(400, 400), new UidRun(70_000, 90_000)]);

        for (var bit = 0; bit < bytes.Length * 8; bit++)
        {
            byte[] damaged = [.. bytes];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.Throws<InvalidDataException>(() => RunCodec.DecodeInto(new UidSet(), damaged));
        }

        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => RunCodec.DecodeInto(new UidSet(), bytes.AsSpan(0, length)));
        }
    }
}
