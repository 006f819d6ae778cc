using Turnstone.Connectors.CutOver;
using Turnstone.Engine.Checks;
using Xunit;

namespace Turnstone.EndToEnd.CutOver;

/// <summary>The states that a domain's records can be in, at a real name server (NSD) and a real resolver (Unbound).</summary>
[Collection(DnsCollection.Name)]
public sealed class CutOverCheckTests(DnsHost dns)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("right")]
    [InlineData("xn--mller-kva")]
    public async Task RightRecords_AreRightEverywhere(string zone)
    {
        var found = await LookAsync(zone);

        Assert.True(found.IsRight && CutOverCheck.IsOver(found.Steps), Told(found));
        Assert.All(found.Steps, step => Assert.Equal(TestOutcome.Ok, step.Outcome));
        Assert.Equal(9, found.Answers.Count(answer => answer.State == AnswerState.New));
    }

    [Fact]
    public async Task OldRecords_AreOldEverywhere_AndNothingIsToBeWaitedForYet()
    {
        var found = await LookAsync("old");

        Assert.False(found.IsRight);
        Assert.All(found.Answers, answer => Assert.Equal((AnswerState.Old, null), (answer.State, answer.GoneBy)));
        Assert.All(new[] { "MX", "SPF", "Autodiscover" }, name => Assert.Equal(TestOutcome.Failed, Step(found, name).Outcome));
        Assert.Equal(TestOutcome.Skipped, Step(found, "Caches").Outcome);
        Assert.Equal((TestOutcome.Ok, "MX, SPF and Autodiscover live on in caches for up to 5 min once they are changed."), (Step(found, "Time to live").Outcome, Step(found, "Time to live").Detail));
    }

    [Theory]
    [InlineData("backup", "MX", TestOutcome.Warning, "still there as a second choice")]
    [InlineData("first", "MX", TestOutcome.Failed, "mail goes there first")]
    [InlineData("null", "MX", TestOutcome.Failed, "takes no mail (RFC 7505)")]
    [InlineData("auto-none", "MX", TestOutcome.Failed, "the domain's own address")]
    [InlineData("spf-none", "SPF", TestOutcome.Failed, "no such record")]
    [InlineData("spf-two", "SPF", TestOutcome.Failed, "2 SPF records")]
    [InlineData("spf-old", "SPF", TestOutcome.Failed, "does not allow ip4:192.0.2.10")]
    [InlineData("spf-long", "SPF", TestOutcome.Ok, "v=spf1 ip4:192.0.2.10 -all")]
    [InlineData("spf-many", "SPF evaluation", TestOutcome.Failed, "11 of 10 questions")]
    [InlineData("spf-loop", "SPF evaluation", TestOutcome.Failed, "includes itself")]
    [InlineData("spf-open", "SPF evaluation", TestOutcome.Warning, "+all")]
    [InlineData("auto-none", "Autodiscover", TestOutcome.Failed, "Neither autodiscover.auto-none.example nor _autodiscover._tcp")]
    [InlineData("auto-alias", "Autodiscover", TestOutcome.Ok, "CNAME new.auto-alias.example")]
    [InlineData("auto-address", "Autodiscover", TestOutcome.Ok, "A 192.0.2.10")]
    [InlineData("auto-service", "Autodiscover", TestOutcome.Ok, "SRV new.auto-service.example:443")]
    [InlineData("auto-late", "Autodiscover", TestOutcome.Failed, "still sent to the old server")]
    [InlineData("auto-rest", "Outlook's order", TestOutcome.Warning, "leads somewhere else")]
    [InlineData("auto-wildcard", "Outlook's order", TestOutcome.Warning, "a wildcard record")]
    public async Task Records_AreJudged(string zone, string step, TestOutcome outcome, string told)
    {
        var found = await LookAsync(zone);

        Assert.Equal(found.IsRight, CutOverCheck.IsOver(found.Steps));
        Assert.Equal(outcome, Step(found, step).Outcome);
        Assert.Contains(told, Step(found, step).Detail, StringComparison.Ordinal);
        Assert.Equal(outcome != TestOutcome.Ok, Step(found, step).Remedy.Length > 0);
    }

    [Theory]
    [InlineData("alias", "mx", TestOutcome.Warning, "is an alias of new.alias.example")]
    [InlineData("nowhere", "gone", TestOutcome.Failed, "there is no such name")]
    public async Task HostOfAnMx_IsLookedUp(string zone, string host, TestOutcome outcome, string told)
    {
        var options = dns.World is not null ? dns.Expect(zone, "mx") : null!;

        var found = await new CutOverCheck(options with { Mx = [options.Domain.Below(host)!.Value] }, TimeProvider.System).LookAsync(Cancel);

        Assert.Equal(outcome, Step(found, "MX hosts").Outcome);
        Assert.Contains(told, Step(found, "MX hosts").Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AutodiscoverKind.Alias, "auto-address", AnswerState.Mixed)]
    [InlineData(AutodiscoverKind.Address, "auto-address", AnswerState.New)]
    [InlineData(AutodiscoverKind.Service, "auto-alias", AnswerState.Mixed)]
    [InlineData(AutodiscoverKind.Service, "auto-service", AnswerState.New)]
    public async Task WantedKindOfAutodiscover_IsToldFromOthersThatLeadThere(AutodiscoverKind kind, string zone, AnswerState state)
    {
        var options = dns.World is not null ? dns.Expect(zone, "autodiscover") : null!;

        var found = await new CutOverCheck(options with { AutodiscoverKind = kind }, TimeProvider.System).LookAsync(Cancel);

        Assert.All(found.Answers, answer => Assert.Equal(state, answer.State));
    }

    [Fact]
    public async Task DomainThatIsNotThere_IsSaidSo_AndNothingElseIsAsked()
    {
        var world = dns.World;
        var options = dns.Expect("right") with { Domain = DomainName.Parse("never.right.example") };
        Assert.NotNull(world);

        var found = await new CutOverCheck(options, TimeProvider.System).LookAsync(Cancel);

        Assert.Equal(TestOutcome.Failed, found.Steps[0].Outcome);
        Assert.Contains("NXDOMAIN", found.Steps[0].Detail, StringComparison.Ordinal);
        Assert.All(found.Steps.Skip(1), step => Assert.Equal(TestOutcome.Skipped, step.Outcome));
    }

    [Fact]
    public async Task Resolver_ThatHasAZoneOfItsOwn_IsToldOf()
    {
        Assert.NotNull(dns.World);

        var found = await new CutOverCheck(dns.Expect("right") with { Resolvers = [dns.Server] }, TimeProvider.System).LookAsync(Cancel);

        Assert.Equal(TestOutcome.Warning, Step(found, "Resolvers").Outcome);
        Assert.Contains("split DNS", Step(found, "Resolvers").Detail, StringComparison.Ordinal);
    }

    private async Task<CutOverFindings> LookAsync(string zone)
    {
        Assert.NotNull(dns.World);
        return await new CutOverCheck(dns.Expect(zone), TimeProvider.System).LookAsync(Cancel);
    }

    private static TestStep Step(CutOverFindings found, string name) => found.Steps.Single(step => step.Name == name);

    private static string Told(CutOverFindings found) => string.Join('\n', found.Steps);
}
