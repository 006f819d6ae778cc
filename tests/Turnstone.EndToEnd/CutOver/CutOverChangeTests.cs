using System.Net;
using Turnstone.Connectors.CutOver;
using Turnstone.EndToEnd.Migration;
using Turnstone.Engine.Checks;
using Turnstone.Testing;
using Xunit;

namespace Turnstone.EndToEnd.CutOver;

/// <summary>What is seen while a zone changes, and where servers are in trouble.</summary>
[Collection(DnsCollection.Name)]
public sealed class CutOverChangeTests(DnsHost dns)
{
    private static readonly DomainName Domain = DomainName.Parse("moving.example");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ChangedZone_IsNewAtOnce_AndOldInTheCache_ForWhatIsLeftOfItsLife()
    {
        var server = await dns.World.ServeAsync(Zone(ZoneText.Old, life: 7200), Cancel);
        var resolver = await dns.World.ResolveAsync(server, Cancel);
        var check = new CutOverCheck(DnsHost.Expect(Domain, server, server, resolver), TimeProvider.System);
        var before = await check.LookAsync(Cancel);
        await dns.World.ChangeAsync(server, Zone(ZoneText.New, life: 60, serial: 2), Cancel);

        var after = await check.LookAsync(Cancel);

        Assert.Equal(TestOutcome.Warning, before.Steps.Single(step => step.Name == "Time to live").Outcome);
        Assert.Equal((before.IsRight, after.IsRight), (CutOverCheck.IsOver(before.Steps), CutOverCheck.IsOver(after.Steps)));
        var cached = after.Answers.Where(answer => !answer.Server.IsOwn).ToList();
        Assert.All(after.Answers.Where(answer => answer.Server.IsOwn), answer => Assert.Equal(AnswerState.New, answer.State));
        Assert.All(cached, answer => Assert.Equal(AnswerState.Old, answer.State));

        // It was fetched during the first look, and has aged by what passed since.
        Assert.All(cached, answer => Assert.InRange(answer.TimeToLive!.Value, TimeSpan.FromSeconds(7200) - (after.At - before.Started) - TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(7200)));
        Assert.All(cached, answer => Assert.InRange(answer.GoneBy!.Value, before.Started.AddSeconds(7199), before.At.AddSeconds(7201)));
        Assert.All(after.Standings, standing => Assert.True(standing is { IsChanged: true, IsRight: false, IsGoneByKnown: true }));
        Assert.Contains("gone everywhere by", after.Steps.Single(step => step.Name == "Caches").Detail, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromMinutes(10), CutOverPace.Wait(after, TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Secondary_ThatIsBehind_IsNamed_WithItsVersion()
    {
        var first = await dns.World.ServeAsync(Zone(ZoneText.New, serial: 2), Cancel);
        var second = await dns.World.ServeAsync(Zone(ZoneText.Old, serial: 1), Cancel);
        var resolver = await dns.World.ResolveAsync(first, Cancel);

        var found = await new CutOverCheck(DnsHost.Expect(Domain, first, second, resolver), TimeProvider.System).LookAsync(Cancel);

        var (servers, mx) = (found.Steps.Single(step => step.Name == "Name servers"), found.Steps.Single(step => step.Name == "MX"));
        Assert.Equal((TestOutcome.Warning, TestOutcome.Failed), (servers.Outcome, mx.Outcome));
        Assert.Contains($"ns2.moving.example ({second}) serial 1", servers.Detail, StringComparison.Ordinal);
        Assert.Contains("Only some of the zone's own servers", mx.Detail, StringComparison.Ordinal);
        Assert.False(found.IsRight);
    }

    [Fact]
    public async Task ServersInTrouble_AreToldApart()
    {
        var good = await dns.World.ServeAsync(Zone(ZoneText.New), Cancel);
        var stranger = await dns.World.ServeAsync(new Dictionary<string, string> { ["other.example"] = ZoneText.Of("other.example", ZoneText.New) }, Cancel);
        var broken = await dns.World.ServeAsync(new Dictionary<string, string> { ["moving.example"] = "this is no zone" }, Cancel);
        var dead = await dns.World.ServeAsync(Zone(ZoneText.New), Cancel);
        await dns.World.StopAsync(dead);
        var resolver = await dns.World.ResolveAsync(good, Cancel);
        var options = DnsHost.Expect(Domain, good, stranger, resolver) with { Resolvers = [resolver, broken] };
        var servers = new Dictionary<DomainName, IPEndPoint>(options.NameServers) { [DomainName.Parse("ns3.moving.example")] = dead, [DomainName.Parse("ns4.moving.example")] = resolver };

        var found = await new CutOverCheck(options with { NameServers = servers }, TimeProvider.System).LookAsync(Cancel);

        Assert.Equal(found.IsRight, CutOverCheck.IsOver(found.Steps));
        var own = found.Steps.Single(step => step.Name == "Name servers");
        Assert.Equal(TestOutcome.Warning, own.Outcome);
        Assert.Contains($"ns2.moving.example ({stranger}): it refuses to answer (REFUSED)", own.Detail, StringComparison.Ordinal);
        Assert.Contains($"ns3.moving.example ({dead}): no answer came", own.Detail, StringComparison.Ordinal);
        Assert.Contains($"ns4.moving.example ({resolver}): it is named as a server of the zone and does not have it (lame delegation)", own.Detail, StringComparison.Ordinal);
        var resolvers = found.Steps.Single(step => step.Name == "Resolvers");
        Assert.Contains($"resolver {broken}: it could not find an answer (SERVFAIL)", resolvers.Detail, StringComparison.Ordinal);
        Assert.Contains("DNSSEC", resolvers.Remedy, StringComparison.Ordinal);
        Assert.Equal(TestOutcome.Ok, found.Steps.Single(step => step.Name == "MX").Outcome);
        Assert.False(found.IsRight);
    }

    [Fact]
    public async Task WatchingProgram_SeesTheZoneChange_AndTheCacheForget_AndEndsWithNought()
    {
        var server = await dns.World.ServeAsync(Zone(ZoneText.Old, life: 3), Cancel);
        var resolver = await dns.World.ResolveAsync(server, Cancel);
        var folder = Directory.CreateTempSubdirectory("turnstone-cutover-");
        await using var process = Watch(server, resolver, folder);
        await process.WaitForLineAsync("Looking again every 1 s", TimeSpan.FromSeconds(60), Cancel);
        await dns.World.ChangeAsync(server, Zone(ZoneText.New, life: 3, serial: 2), Cancel);

        var ended = await TurnstoneProgram.EndAsync(process, Cancel);

        Assert.True(ended.Status == 0, ended.Output);
        Assert.Contains($"MX at ns1.moving.example ({server}): ", ended.Output, StringComparison.Ordinal);
        Assert.Contains("→ new: 10 new.moving.example", ended.Output, StringComparison.Ordinal);
        Assert.Contains("\"verdict\": \"ok\"", await File.ReadAllTextAsync(Path.Combine(folder.FullName, "found.json"), Cancel), StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("INT", 4)]
    [InlineData(null, 3)]
    public async Task WatchingProgram_ThatEndsBeforeAllIsRight_SaysWhatItFoundLast(string? signal, int status)
    {
        var server = await dns.World.ServeAsync(Zone(ZoneText.Old), Cancel);
        var resolver = await dns.World.ResolveAsync(server, Cancel);
        var folder = Directory.CreateTempSubdirectory("turnstone-cutover-");
        await using var process = Watch(server, resolver, folder, signal is null ? ["--until", "3s"] : []);
        if (signal is not null)
        {
            await process.WaitForLineAsync("Looking again every 1 s", TimeSpan.FromSeconds(60), Cancel);
            process.Signal(signal);
        }

        var ended = await TurnstoneProgram.EndAsync(process, Cancel);

        Assert.True(ended.Status == status, ended.Output);
        Assert.Contains("FAILED  MX ", ended.Output, StringComparison.Ordinal);
        Assert.Contains("\"verdict\": \"failed\"", await File.ReadAllTextAsync(Path.Combine(folder.FullName, "found.json"), Cancel), StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }

    // Every second, and with a report.
    private static RunningProcess Watch(IPEndPoint server, IPEndPoint resolver, DirectoryInfo folder, params string[] more) => TurnstoneProgram.Start(
        [
            "cutover", "check", "--domain", Domain.Value, "--mx", "new.moving.example", "--autodiscover", "new.moving.example", "--spf", "ip4:192.0.2.10",
            "--resolver", resolver.ToString(), "--name-server", $"ns1.moving.example={server}", "--name-server", $"ns2.moving.example={server}", "--watch", "--interval", "1s", "--report", "found.json", .. more,
        ],
        folder.FullName);

    private static Dictionary<string, string> Zone(string records, int life = 300, int serial = 1) => new() { [Domain.Value] = ZoneText.Of(Domain.Value, records, life, serial) };
}
