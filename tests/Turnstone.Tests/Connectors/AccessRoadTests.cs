using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Turnstone.Connectors.Exchange;
using Turnstone.Engine.Checks;
using Turnstone.Sandbox.Tls;
using Turnstone.Testing;
using Xunit;
using static Turnstone.Tests.Connectors.AccessTestRun;
using static Turnstone.Tests.Connectors.ExchangeWorld;

namespace Turnstone.Tests.Connectors;

/// <summary>The access test on a way to EWS that is blocked or not to be trusted.</summary>
public class AccessRoadTests
{
    [Fact]
    public async Task ClosedPort_IsToldFromASilentOne_AndTheRestIsSkipped()
    {
        var world = await StartAsync();
        var options = world.Options();
        await world.DisposeAsync();

        var steps = await RunAsync(options, Writing);

        Assert.Equal(TestOutcome.Failed, Find(steps, "Connection").Outcome);
        Assert.Contains("refuses connections: nothing listens on port", Find(steps, "Connection").Detail, StringComparison.Ordinal);
        Assert.All(steps.Skip(3), step => Assert.Equal(TestOutcome.Skipped, step.Outcome));
    }

    [Fact]
    public async Task UnknownHost_FailsTheName()
    {
        await using var world = await StartAsync();

        var steps = await RunAsync(world.Options() with { Endpoint = ExchangeEndpoint.Parse("https://nowhere.invalid") });

        Assert.Contains("No address is known for the host nowhere.invalid", Find(steps, "Name").Detail, StringComparison.Ordinal);
        Assert.Contains("spelling", Find(steps, "Name").Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CertificateFlaw.Expired, "it expired on", "Have it renewed")]
    [InlineData(CertificateFlaw.NotYetValid, "it is not valid before", "Check the clocks")]
    [InlineData(CertificateFlaw.SelfSigned, "it is self-signed", "Get the certificate itself from whoever runs the server")]
    [InlineData(CertificateFlaw.WrongName, "it is made out to other.example, not to this host", "Call the server by the name it is made out to")]
    public async Task BadCertificate_IsNamed_WithItsOwnRemedy(CertificateFlaw flaw, string cause, string remedy)
    {
        await using var world = await StartAsync(tls: true, change: options => options with { Certificate = flaw });

        var steps = await RunAsync(world.Options() with { TrustedAuthorities = world.Authorities });

        Assert.Equal(TestOutcome.Failed, Find(steps, "TLS").Outcome);
        Assert.Contains(cause, Find(steps, "TLS").Detail, StringComparison.Ordinal);
        Assert.StartsWith(remedy, Find(steps, "TLS").Remedy, StringComparison.Ordinal);
        Assert.Equal(TestOutcome.Skipped, Find(steps, "Sign-in").Outcome);
    }

    [Fact]
    public async Task UnknownAuthority_IsNamed_AndBelievedOnceItIsTrusted()
    {
        await using var world = await StartAsync(tls: true);

        var unknown = Find(await RunAsync(world.Options()), "TLS");
        var trusted = Find(await RunAsync(world.Options() with { TrustedAuthorities = world.Authorities }), "TLS");

        Assert.Equal((TestOutcome.Failed, TestOutcome.Ok), (unknown.Outcome, trusted.Outcome));
        Assert.Contains("its issuer is not known here (CN=Turnstone Sandbox CA)", unknown.Detail, StringComparison.Ordinal);
        Assert.Contains("--trust", unknown.Remedy, StringComparison.Ordinal);
        Assert.Matches("^TLS 1\\.[23]; CN=127.0.0.1, valid until", trusted.Detail);
    }

    [Fact]
    public async Task SelfSignedCertificate_IsBelievedOnceItIsNamedItself()
    {
        await using var world = await StartAsync(tls: true, change: options => options with { Certificate = CertificateFlaw.SelfSigned });
        using var shown = await CertificateOfAsync(world.Url);

        var steps = await RunAsync(world.Options(ExchangeAccess.Delegate) with { TrustedAuthorities = [shown] });

        Assert.Equal((TestOutcome.Ok, TestOutcome.Ok), (Find(steps, "TLS").Outcome, Find(steps, "Mailbox").Outcome));
    }

    [Fact]
    public async Task CertificateThatEndsSoon_WarnsAndGoesOn()
    {
        await using var world = await StartAsync(tls: true, change: options => options with { Certificate = CertificateFlaw.EndsSoon });

        var steps = await RunAsync(world.Options() with { TrustedAuthorities = world.Authorities });

        Assert.Equal(TestOutcome.Warning, Find(steps, "TLS").Outcome);
        Assert.Contains("9 days left", Find(steps, "TLS").Detail, StringComparison.Ordinal);
        Assert.Equal(TestOutcome.Ok, Find(steps, "Mailbox").Outcome);
    }

    [Fact]
    public async Task AnotherPath_IsNoEws()
    {
        await using var world = await StartAsync();

        var steps = await RunAsync(world.Options() with { Endpoint = ExchangeEndpoint.Parse(new Uri(world.Url, "/other.asmx").AbsoluteUri) });

        Assert.StartsWith("There is no EWS at", Find(steps, "Service").Detail, StringComparison.Ordinal);
        Assert.Contains("Get-WebServicesVirtualDirectory", Find(steps, "Service").Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AskedAutodiscover_TellsWhichPlaceAnswered_AndWhatWasLeftOut()
    {
        await using var world = await StartAsync(tls: true);
        var options = world.Options(ExchangeAccess.Delegate) with
        {
            Endpoint = ExchangeEndpoint.Parse($"autodiscover:{world.Url.Authority}"), TrustedAuthorities = world.Authorities,
        };

        var steps = await RunAsync(options);

        var address = Find(steps, "Address");
        Assert.Equal(TestOutcome.Ok, address.Outcome);
        Assert.Contains("/autodiscover/autodiscover.svc gave", address.Detail, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Service connection points in Active Directory were not asked", address.Detail, StringComparison.Ordinal);
        Assert.Equal("Autodiscover gave the address.", Find(steps, "Autodiscover").Detail);
        Assert.Equal(TestOutcome.Ok, Find(steps, "Mailbox").Outcome);
    }

    [Fact]
    public async Task AutodiscoverThatIsElsewhere_WarnsWithoutAPassword()
    {
        await using var names = new NameServer();
        names.Add("_autodiscover._tcp.new.example", (0, 443, "203.0.113.7"));
        await using var world = await StartAsync();

        var steps = await RunAsync(
            world.Options(ExchangeAccess.Delegate) with { NameServer = names.EndPoint },
            options => new ExchangeAccessTest(options, TimeProvider.System) { LargestRequest = 1 << 20, AsksAutodiscover = true });

        var autodiscover = Find(steps, "Autodiscover");
        Assert.Equal(TestOutcome.Warning, autodiscover.Outcome);
        Assert.Contains("does not lead here yet: autodiscover.new.example is not in DNS; new.example is not in DNS; _autodiscover._tcp.new.example (203.0.113.7) is 203.0.113.7. No password was taken there", autodiscover.Detail, StringComparison.Ordinal);
        Assert.StartsWith("Nothing to do before the cut-over", autodiscover.Remedy, StringComparison.Ordinal);
        Assert.Equal(TestOutcome.Ok, Find(steps, "Quota").Outcome);
    }

    private static async Task<X509Certificate2> CertificateOfAsync(Uri url)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(url.Host, url.Port, Cancel);
        await using var tls = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, (_, _, _, errors) => errors == SslPolicyErrors.RemoteCertificateChainErrors);
        await tls.AuthenticateAsClientAsync(url.Host);
        return new X509Certificate2(tls.RemoteCertificate!);
    }
}
