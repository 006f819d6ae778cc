using System.Net;
using Turnstone.Connectors.CutOver;
using Turnstone.Sandbox.Dovecot;
using Turnstone.Sandbox.NameServers;
using Xunit;

namespace Turnstone.EndToEnd.CutOver;

/// <summary>A real name server with a zone for each state a cut-over can be in, and a real resolver before it; where they cannot run, their tests are skipped.</summary>
public sealed class DnsHost : IAsyncLifetime
{
    // One more than there may be.
    private static readonly string ManyIncludes = string.Join('\n', Enumerable.Range(0, 11).Select(at => $"p{at} TXT \"v=spf1 ip4:198.51.100.{at} -all\""));

    private static readonly Dictionary<string, string> Zones = new()
    {
        ["right"] = ZoneText.New,
        ["old"] = ZoneText.Old,
        ["backup"] = "@ MX 10 new\n@ MX 20 old",
        ["first"] = "@ MX 10 old\n@ MX 20 new",
        ["null"] = "@ MX 0 .",
        ["alias"] = "@ MX 10 mx\nmx CNAME new",
        ["nowhere"] = "@ MX 10 gone",
        ["spf-none"] = "@ TXT \"something else\"",
        ["spf-two"] = "@ TXT \"v=spf1 ip4:192.0.2.10 -all\"\n@ TXT \"v=spf1 mx -all\"",
        ["spf-many"] = $"@ TXT \"v=spf1 ip4:192.0.2.10 \" {string.Join(' ', Enumerable.Range(0, 11).Select(at => $"\"include:p{at}.spf-many.example \""))} \"-all\"\n{ManyIncludes}",
        ["spf-loop"] = "@ TXT \"v=spf1 ip4:192.0.2.10 include:spf-loop.example -all\"",
        ["spf-open"] = "@ TXT \"v=spf1 ip4:192.0.2.0/24 +all\"",
        ["spf-old"] = "@ TXT \"v=spf1 ip4:192.0.2.1 -all\"",
        ["spf-long"] = $"@ TXT \"v=spf1 ip4:192.0.2.10 -all\"\n{string.Join('\n', Enumerable.Range(0, 30).Select(at => $"@ TXT \"{new string('x', 200)}{at}\""))}",
        ["auto-none"] = "",
        ["auto-alias"] = "autodiscover CNAME new",
        ["auto-address"] = "autodiscover A 192.0.2.10",
        ["auto-service"] = "_autodiscover._tcp SRV 0 0 443 new",
        ["auto-late"] = "_autodiscover._tcp SRV 0 0 443 new\nautodiscover CNAME old",
        ["auto-rest"] = "_autodiscover._tcp SRV 0 0 443 old\nautodiscover CNAME new",
        ["auto-wildcard"] = "* A 192.0.2.1",
        ["xn--mller-kva"] = ZoneText.New,
    };

    private DnsWorld? _world;
    private string? _unavailable;

    /// <summary>The name server.</summary>
    public IPEndPoint Server { get; private set; } = null!;

    /// <summary>The resolver that asks it.</summary>
    public IPEndPoint Resolver { get; private set; } = null!;

    /// <summary>To start others with.</summary>
    public DnsWorld World
    {
        get
        {
            Assert.SkipWhen(_unavailable is not null, _unavailable ?? "");
            return _world!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        try
        {
            _world = await DnsWorld.CreateAsync(TimeProvider.System, CancellationToken.None);
            Server = await _world.ServeAsync(Zones.ToDictionary(zone => $"{zone.Key}.example", zone => ZoneText.Of($"{zone.Key}.example", zone.Value)), CancellationToken.None);
            Resolver = await _world.ResolveAsync(Server, CancellationToken.None);
        }
        catch (PackageUnavailableException e)
        {
            _unavailable = e.Message;
        }
    }

    /// <summary>What is expected of one of the zones: that everything leads to <c>new</c> below it.</summary>
    public CutOverOptions Expect(string zone, string records = "mx spf autodiscover") => Expect(DomainName.Parse($"{zone}.example"), Server, Server, Resolver, records);

    /// <summary>The same of any, with its two name servers and a resolver.</summary>
    public static CutOverOptions Expect(DomainName domain, IPEndPoint first, IPEndPoint second, IPEndPoint resolver, string records = "mx spf autodiscover") => new()
    {
        Domain = domain,
        Mx = records.Contains("mx", StringComparison.Ordinal) ? [domain.Below("new")!.Value] : [],
        Spf = records.Contains("spf", StringComparison.Ordinal) ? [SpfMechanism.Parse("ip4:192.0.2.10")] : [],
        Autodiscover = records.Contains("autodiscover", StringComparison.Ordinal) ? AutodiscoverTarget.Parse($"new.{domain.Value}") : null,
        Resolvers = [resolver],
        NameServers = new Dictionary<DomainName, IPEndPoint> { [domain.Below("ns1")!.Value] = first, [domain.Below("ns2")!.Value] = second },
    };

    public ValueTask DisposeAsync() => _world?.DisposeAsync() ?? ValueTask.CompletedTask;
}
