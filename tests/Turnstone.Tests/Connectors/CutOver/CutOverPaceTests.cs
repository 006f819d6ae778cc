using Turnstone.Connectors.CutOver;
using Xunit;

namespace Turnstone.Tests.Connectors.CutOver;

/// <summary>A watch asks as often as something can have changed.</summary>
public sealed class CutOverPaceTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);
    private static readonly AskedServer Resolver = new("", new(System.Net.IPAddress.Loopback, 53), IsOwn: false);

    [Theory]
    [InlineData(false, 90, 60)]
    [InlineData(true, 90, 91)]
    [InlineData(true, 30, 60)]
    [InlineData(true, 7200, 600)]
    public void Wait_IsTheInterval_UntilOnlyCachesAreBehind(bool isChanged, int left, int seconds)
    {
        var found = Found(isChanged, Answer(AnswerState.Old, Noon.AddSeconds(left)));

        Assert.Equal(TimeSpan.FromSeconds(seconds), CutOverPace.Wait(found, TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void ResolverThatDoesNotAnswer_IsAskedAtTheInterval()
    {
        var found = Found(true, Answer(AnswerState.Old, Noon.AddHours(1)), Answer(AnswerState.Unanswered, null));

        Assert.Equal(TimeSpan.FromMinutes(1), CutOverPace.Wait(found, TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void WhatIsLeftOfALife_IsNoChange()
    {
        var before = Found(true, Answer(AnswerState.Old, Noon.AddSeconds(90)));
        var now = Found(true, Answer(AnswerState.Old, Noon.AddSeconds(89)));
        var then = Found(true, Answer(AnswerState.New, null));

        Assert.Empty(CutOverChange.Between(before, now));
        Assert.Equal(AnswerState.Old, Assert.Single(CutOverChange.Between(now, then)).Before!.State);
        Assert.Null(Assert.Single(CutOverChange.Between(null, now)).Before);
    }

    private static CutOverAnswer Answer(AnswerState state, DateTimeOffset? goneBy) =>
        new() { Record = CutOverRecord.Mx, Server = Resolver, State = state, Values = [], GoneBy = goneBy };

    private static CutOverFindings Found(bool isChanged, params CutOverAnswer[] answers) => new()
    {
        Domain = DomainName.Parse("new.example"), Started = Noon, At = Noon, Steps = [], Answers = answers,
        Standings = [new CutOverStanding(CutOverRecord.Mx, isChanged, false, null, false)],
    };
}
