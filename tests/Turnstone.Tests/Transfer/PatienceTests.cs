using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Transfer;
using Turnstone.Testing;
using Xunit;

namespace Turnstone.Tests.Transfer;

public class PatienceTests
{
    private readonly HurryingTime _time = new();

    [Fact]
    public void SideThatNobodyAskedForHours_IsGivenItsWholePatience_WhenItsConnectionIsGone()
    {
        var patience = Start();
        patience.Succeeded();
        _time.Advance(TimeSpan.FromHours(4));

        Assert.True(patience.Failed(Lost));
        _time.Advance(TimeSpan.FromMinutes(14));
        Assert.True(patience.Failed(Lost));
    }

    [Fact]
    public void SideThatStaysAway_IsGivenUp()
    {
        var patience = Start();
        patience.Succeeded();

        Assert.True(patience.Failed(Lost));
        _time.Advance(TimeSpan.FromMinutes(16));
        Assert.False(patience.Failed(Lost));
    }

    [Fact]
    public void TimeThatAServerAskedFor_IsNotCountedAgainstIt()
    {
        var patience = Start();
        patience.Succeeded();

        Assert.True(patience.Failed(Lost));
        Assert.True(patience.Failed(Trouble.Throttled(TimeSpan.FromHours(1)).Failure));
        _time.Advance(TimeSpan.FromMinutes(70));
        Assert.True(patience.Failed(Lost));
    }

    private static Failure Lost => Trouble.SourceLost().Failure;

    private Patience Start() => new(new PatiencePolicy(), new Random(1), new Waits(_time));
}
