using System.Net;
using System.Net.Sockets;
using Turnstone.Connectors;
using Turnstone.Connectors.Imap;
using Turnstone.Connectors.Imap.Tokens;
using Turnstone.Engine.Checks;
using Turnstone.Sandbox.Dovecot;
using Turnstone.Sandbox.Tls;
using Xunit;
using static Turnstone.EndToEnd.Connectivity.TestedServer;

namespace Turnstone.EndToEnd.Connectivity;

/// <summary>The connectivity test in every state a real Dovecot may be found in: the right cause first, and what to do.</summary>
public sealed class DovecotConnectivityTests(DovecotStates dovecot) : IClassFixture<DovecotStates>
{
    private static ImapSignIn.Password Anna => new(DovecotStates.Anna.Name, new Secret(DovecotStates.Anna.Password));

    private string Imaps => $"imaps://127.0.0.1:{dovecot.Sound.ImapsPort}";

    private string Authority => dovecot.Sound.AuthorityPath;

    [Fact]
    public async Task SoundServer_IsTriedToItsEnd_AndMeasured()
    {
        var steps = await RunAsync(Imaps, Anna, Authority, options => new ImapConnectivityTest(options, signsIn: true, TimeProvider.System) { Measures = true, TriesEachMechanism = true });

        Assert.DoesNotContain(steps, step => step.Outcome is TestOutcome.Failed or TestOutcome.Warning);
        Assert.StartsWith("TLS 1.3 from the first byte; CN=localhost, valid until", Find(steps, "TLS").Detail, StringComparison.Ordinal);
        Assert.StartsWith("Dovecot: * OK [CAPABILITY", Find(steps, "Greeting").Detail, StringComparison.Ordinal);
        Assert.Equal("AUTHENTICATE CRAM-MD5, LOGIN, PLAIN, SCRAM-SHA-256 and the LOGIN command; PLAIN is used", Find(steps, "Mechanisms").Detail);
        Assert.Equal("PLAIN, the LOGIN command, SCRAM-SHA-256, CRAM-MD5: each works", Find(steps, "Each mechanism").Detail);
        Assert.Contains("nothing that is used here is missing", Find(steps, "Capabilities").Detail, StringComparison.Ordinal);
        Assert.Matches("""^2 folders, 60 items, \d+ kB: INBOX 40 \(\d+(\.\d)? kB\); Old "projects" 20 \(\d+(\.\d)? kB\)$""", Find(steps, "Folders").Detail);
        Assert.Matches(@"^\d+\.\d ms, the best of 5$", Find(steps, "Round trip").Detail);
        var connections = Find(steps, "Connections").Detail;
        Assert.StartsWith("12 at once; the next was turned away", connections, StringComparison.Ordinal);
        Assert.Contains("mail_max_userip_connections", connections, StringComparison.Ordinal);
        Assert.Contains("by 60 messages of 1", Find(steps, "Reading").Detail, StringComparison.Ordinal);
        Assert.Contains("turnstone source forwarding --family dovecot", Find(steps, "After the cut-over").Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(steps, step => $"{step}".Contains(DovecotStates.Anna.Password, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Reading_MarksNothingAsRead()
    {
        await RunAsync(Imaps, Anna, Authority, options => new ImapConnectivityTest(options, signsIn: true, TimeProvider.System) { Measures = true, MostConnections = 1 });

        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, dovecot.Sound.ImapPort, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(client.GetStream());
        using var writer = new StreamWriter(client.GetStream()) { AutoFlush = true, NewLine = "\r\n" };
        await writer.WriteLineAsync($"a LOGIN {DovecotStates.Anna.Name} \"{DovecotStates.Anna.Password}\"");
        await writer.WriteLineAsync("b STATUS INBOX (MESSAGES UNSEEN)");
        string? line;
        do
        {
            line = await reader.ReadLineAsync(TestContext.Current.CancellationToken);
        }
        while (line?.StartsWith("* STATUS", StringComparison.Ordinal) == false);
        Assert.Equal("* STATUS INBOX (MESSAGES 40 UNSEEN 40)", line);
    }

    [Fact]
    public async Task ClosedPort_IsRefused_AndTheWayThatWorksIsOffered()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();

        var failed = Failure(await RunAsync($"imaps://127.0.0.1:{port}", Anna, Authority), "Connection");

        Assert.Equal($"127.0.0.1 refuses connections to port {port}.", failed.Detail);
        Assert.Contains("993 for imaps", failed.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CertificateFlaw.Expired, "it expired on", "Have it renewed")]
    [InlineData(CertificateFlaw.NotYetValid, "it is not valid before", "Check the clocks")]
    [InlineData(CertificateFlaw.WrongName, "it is made out to other.example, not to this host", "Call the server by the name it is made out to (other.example)")]
    [InlineData(CertificateFlaw.SelfSigned, "it is self-signed and nobody vouches for it", "Get the certificate itself from whoever runs the server")]
    public async Task FlawOfACertificate_IsNamed_WithItsOwnRemedy(CertificateFlaw flaw, string cause, string remedy)
    {
        var server = dovecot.Flawed(flaw);

        foreach (var endpoint in new[] { $"imaps://127.0.0.1:{server.ImapsPort}", $"imap://127.0.0.1:{server.ImapPort}" })
        {
            var failed = Failure(await RunAsync(endpoint, Anna, server.AuthorityPath), "TLS");

            Assert.StartsWith($"The certificate of 127.0.0.1 is not to be trusted: {cause}", failed.Detail, StringComparison.Ordinal);
            Assert.StartsWith(remedy, failed.Remedy, StringComparison.Ordinal);
            Assert.DoesNotContain(";", failed.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task SeveralFlaws_AreAllTold_TheGravestFirst()
    {
        var server = dovecot.Flawed(CertificateFlaw.Expired);

        var failed = Failure(await RunAsync($"imaps://127.0.0.1:{server.ImapsPort}", Anna, authority: null), "TLS");

        Assert.Matches("it expired on .*; its issuer is not known here", failed.Detail);
        Assert.Matches("^Have it renewed.* --trust", failed.Remedy);
    }

    [Fact]
    public async Task UnknownAuthority_IsNamed_WithTheOptionThatTrustsIt()
    {
        var failed = Failure(await RunAsync(Imaps, Anna, authority: null), "TLS");

        Assert.EndsWith("is not to be trusted: its issuer is not known here (CN=Turnstone Sandbox CA).", failed.Detail, StringComparison.Ordinal);
        Assert.StartsWith("Name the PEM file of that authority with --trust", failed.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CertificateThatEndsSoon_IsAWarning()
    {
        var server = dovecot.Flawed(CertificateFlaw.EndsSoon);

        var steps = await RunAsync($"imaps://127.0.0.1:{server.ImapsPort}", Anna, server.AuthorityPath);

        var tls = Find(steps, "TLS");
        Assert.Equal(TestOutcome.Warning, tls.Outcome);
        Assert.Contains("9 days left", tls.Detail, StringComparison.Ordinal);
        Assert.Equal(TestOutcome.Ok, Find(steps, "Sign-in").Outcome);
    }

    [Fact]
    public async Task TlsOnThePlainPort_AndTheReverse_AreEachAnsweredWithTheWayThatWorks()
    {
        var tls = Failure(await RunAsync($"imaps://127.0.0.1:{dovecot.Sound.ImapPort}", Anna, Authority), "TLS");
        var plain = Failure(
            await RunAsync($"imap://127.0.0.1:{dovecot.Sound.ImapsPort}", Anna, Authority, options => new ImapConnectivityTest(options with { ConnectTimeout = TimeSpan.FromSeconds(3) }, signsIn: true, TimeProvider.System)), "TLS");

        Assert.Equal($"127.0.0.1:{dovecot.Sound.ImapPort} does not begin with TLS.", tls.Detail);
        Assert.Equal($"imap://127.0.0.1:{dovecot.Sound.ImapPort} answers and upgrades by STARTTLS: use that.", tls.Remedy);
        Assert.Equal($"imaps://127.0.0.1:{dovecot.Sound.ImapsPort} answers with TLS: use that.", plain.Remedy);
    }

    [Fact]
    public async Task WrongPassword_IsTriedOnce_AndIsTheCause()
    {
        var failed = Failure(await RunAsync(Imaps, Anna with { Secret = new Secret("wr0ng") }, Authority, options => new ImapConnectivityTest(options, signsIn: true, TimeProvider.System) { TriesEachMechanism = true }), "Sign-in");

        Assert.Contains("[AUTHENTICATIONFAILED]", failed.Detail, StringComparison.Ordinal);
        Assert.StartsWith("Check login and password with another mail program", failed.Remedy, StringComparison.Ordinal);
        Assert.DoesNotContain("wr0ng", $"{failed}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task LockedAccount_IsToldApartFromAWrongPassword()
    {
        var failed = Failure(await RunAsync(Imaps, new ImapSignIn.Password(DovecotStates.Lena.Name, new Secret(DovecotStates.Lena.Password)), Authority), "Sign-in");

        Assert.Contains("disabled", failed.Detail, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("AUTHENTICATIONFAILED", failed.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("Check login and password", failed.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TokenAtAServerThatTakesNone_HasNoWayToSignIn()
    {
        var failed = Failure(await RunAsync(Imaps, new ImapSignIn.Bearer(DovecotStates.Anna.Name, new GivenToken(new Secret("t0ken"))), Authority), "Mechanisms");

        Assert.StartsWith("There is no way to sign in: a token goes by XOAUTH2 or OAUTHBEARER. The server offers AUTHENTICATE CRAM-MD5, LOGIN, PLAIN", failed.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FewConnections_AreAWarning_WithWhoseLimitItMayBe()
    {
        var steps = await RunAsync(
            $"imaps://127.0.0.1:{dovecot.Narrow.ImapsPort}", Anna, dovecot.Narrow.AuthorityPath, options => new ImapConnectivityTest(options, signsIn: true, TimeProvider.System) { Measures = true });

        var connections = Find(steps, "Connections");
        Assert.Equal(TestOutcome.Warning, connections.Outcome);
        Assert.StartsWith("3 at once; the next was turned away: 127.0.0.1 asks for patience", connections.Detail, StringComparison.Ordinal);
        Assert.StartsWith("Dovecot lets a user have mail_max_userip_connections", connections.Remedy, StringComparison.Ordinal);
        Assert.Equal((TestOutcome.Skipped, "There is nothing to read."), (Find(steps, "Reading").Outcome, Find(steps, "Reading").Detail));
    }

    [Fact]
    public async Task SecondMailboxOfAMasterUser_Opens_OrIsNotThere()
    {
        var secret = new Secret(DovecotStates.Master.Password);
        ImapSignIn.MasterUser As(string user) => new(user, DovecotStates.Master.Name, secret);

        var opened = await RunAsync(Imaps, As(DovecotStates.Anna.Name), Authority, options => new ImapConnectivityTest(options, signsIn: true, TimeProvider.System) { SecondMailbox = As(DovecotStates.Bert.Name) });
        var missing = await RunAsync(Imaps, As(DovecotStates.Anna.Name), Authority, options => new ImapConnectivityTest(options, signsIn: true, TimeProvider.System) { SecondMailbox = As("ghost@old.example") });

        Assert.Equal((TestOutcome.Ok, "bert@old.example*admin opens; 0 items in its inbox"), (Find(opened, "Second mailbox").Outcome, Find(opened, "Second mailbox").Detail));
        var failed = Failure(missing, "Second mailbox");
        Assert.StartsWith("There is no mailbox ghost@old.example, or admin may not open it: the same password opened anna@old.example*admin.", failed.Detail, StringComparison.Ordinal);
        Assert.StartsWith("See whether the mailbox exists, at the server: doveadm user 'ghost@old.example'.", failed.Remedy, StringComparison.Ordinal);
        Assert.Equal(TestOutcome.Ok, Find(missing, "Folders").Outcome);
    }
}
