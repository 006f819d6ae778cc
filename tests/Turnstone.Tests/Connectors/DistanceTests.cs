using Microsoft.Extensions.Time.Testing;
using Turnstone.Connectors;
using Xunit;

namespace Turnstone.Tests.Connectors;

public class DistanceTests
{
    private readonly FakeTimeProvider _time = new();

    [Theory]
    [InlineData(0, 2)]
    [InlineData(6, 2)]
    [InlineData(7, 3)]
    [InlineData(25, 5)]
    [InlineData(50, 9)]
    [InlineData(900, 9)]
    public void FartherServer_IsWorthMoreInFlight_UpToTheMost(int milliseconds, int inFlight)
    {
        var distance = new Distance(_time);

        Ask(distance, milliseconds);

        Assert.Equal(inFlight, distance.InFlight(few: 2, most: 9));
        Assert.Equal(milliseconds >= 10, distance.IsFar);
    }

    [Fact]
    public void SlowAnswers_MakeANearServerNoFarOne()
    {
        var distance = new Distance(_time);

        Ask(distance, 400);
        Ask(distance, 1);
        Ask(distance, 600);

        Assert.Equal(TimeSpan.FromMilliseconds(1), distance.RoundTrip);
    }

    [Fact]
    public void ServerThatNobodyHasAsked_CountsAsNear() => Assert.Equal((2, false), (new Distance(_time).InFlight(2, 9), new Distance(_time).IsFar));

    private void Ask(Distance distance, int milliseconds)
    {
        var asked = distance.Ask();
        _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        distance.Answered(asked);
    }
}
