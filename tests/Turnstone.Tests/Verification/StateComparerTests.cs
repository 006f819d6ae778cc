using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.Content;
using Turnstone.Engine.Verification;
using Xunit;

namespace Turnstone.Tests.Verification;

public sealed class StateComparerTests : IDisposable
{
    private static readonly DateTimeOffset Moment = new(2024, 1, 1, 7, 0, 0, TimeSpan.Zero);
    private readonly ItemContent _content = new ContentSpool().Write(0).Complete();

    [Theory]
    [InlineData(ItemFlags.Seen)]
    [InlineData(ItemFlags.Answered)]
    [InlineData(ItemFlags.Flagged)]
    [InlineData(ItemFlags.Draft)]
    [InlineData(ItemFlags.Forwarded)]
    public void FlagThatIsGoneOrHasCome_IsFoundByName(ItemFlags flag)
    {
        var expected = new[] { new Difference(DifferenceKind.Flag, flag.ToString().ToLowerInvariant()) };

        Assert.Equal(expected, StateComparer.CompareState(flag, [], Found()));
        Assert.Equal(expected, StateComparer.CompareState(ItemFlags.None, [], Found() with { Flags = flag }));
        Assert.Empty(StateComparer.CompareState(flag, [], Found() with { Flags = flag }));
    }

    [Fact]
    public void Categories_AreASet()
    {
        var found = Found() with { Categories = ["Kunde", "Red Category"] };

        Assert.Empty(StateComparer.CompareState(ItemFlags.None, ["red category", "Kunde"], found));
        Assert.Equal([new Difference(DifferenceKind.Categories)], StateComparer.CompareState(ItemFlags.None, ["Kunde"], found));
    }

    [Fact]
    public void Times_CountToTheSecond()
    {
        var found = Found() with { Received = Moment.AddMilliseconds(300), Sent = Moment.AddSeconds(1) };

        Assert.Equal([new Difference(DifferenceKind.SentTime)], StateComparer.CompareTimes(Moment, Moment, found));
        Assert.Equal([new Difference(DifferenceKind.ReceivedTime)], StateComparer.CompareTimes(Moment.AddSeconds(1), found.Sent, found));
        Assert.Equal([new Difference(DifferenceKind.ReceivedTime)], StateComparer.CompareTimes(Moment, null, Found()));
    }

    public void Dispose() => _content.Dispose();

    private ReadBack.Found Found() => new(default, _content);
}
