using System.Net;
using System.Net.Sockets;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Reporting;
using Turnstone.Testing;
using Turnstone.Testing.Imap.Families;
using Xunit;

namespace Turnstone.Tests.Families;

/// <summary>Servers that end connections, want fewer of them, or protect them badly.</summary>
public class FamilyConnectionTests
{
    private static readonly FamilyCharacter Plain = new("plain");

    public static MatrixTheoryData<string, string> Farewells => new(
        ["CAPABILITY", "LOGIN", "NAMESPACE", "LIST", "EXAMINE", "UID FETCH 1", "UID FETCH 2", "UID FETCH 3"],
        ["* BYE Session expired, please login again.", "* BYE [UNAVAILABLE] Too many simultaneous connections", "* BYE [ALERT] Account exceeded command or bandwidth limits."]);

    [Theory]
    [MemberData(nameof(Farewells))]
    public async Task Bye_AtAnyPoint_CostsNothingButTime(string point, string words)
    {
        var said = 0;
        await using var world = new FamilyWorld(Plain with
        {
            Instead = command => $"{command.Verb} {command.Number}" == point || command.Verb == point ? Interlocked.Increment(ref said) == 1 ? [words, "X:"] : null : null,
        });

        await world.AssertCopiedAsync(12);

        world.AssertAllThereOnce();
        Assert.InRange(said, 1, int.MaxValue);
    }

    [Theory]
    [InlineData("* BYE [THROTTLED] come back later")]
    [InlineData("* BYE Too many simultaneous connections. (Failure)")]
    [InlineData("X:")]
    public async Task GreetingOfAServerThatHasEnough_IsComeBackTo(string words)
    {
        await using var world = new FamilyWorld(Plain with { Connections = (1, words) });

        await world.AssertCopiedAsync(12);

        world.AssertAllThereOnce();
    }

    [Theory]
    [InlineData(1, "* BYE [LIMIT] too many connections")]
    [InlineData(2, "* BYE maximum number of connections exceeded")]
    [InlineData(1, "$ NO [LIMIT] Maximum number of connections from user+IP exceeded (mail_max_userip_connections=1)")]
    [InlineData(1, "$ NO [ALERT] Too many simultaneous connections. (Failure)")]
    [InlineData(2, "$ NO User has too many open sessions")]
    [InlineData(2, "$ NO connection limit reached")]
    [InlineData(1, "X:")]
    public async Task FewerConnectionsThanWanted_AreMadeDoWith(int most, string words)
    {
        await using var world = new FamilyWorld(
            Plain with { Connections = (most, words) },
            FamilyWorld.Filled(new FamilyFolder("INBOX"), 200),
            FamilyWorld.Filled(new FamilyFolder("Sent"), 150, first: 300),
            FamilyWorld.Filled(new FamilyFolder("Old"), 100, first: 500));

        await world.AssertCopiedAsync(450);

        world.AssertAllThereOnce();
        Assert.Equal(most, world.Server.MostOpen);
        Assert.Equal(TimeSpan.Zero, world.Time.Waited);
    }

    [Fact]
    public async Task ConnectionCutAfterSoManyBytes_GoesOnWhereItWas()
    {
        await using var world = new FamilyWorld(Plain with { BytesAConnection = 4000 }, FamilyWorld.Filled(new FamilyFolder("INBOX"), 40));

        await world.AssertCopiedAsync(40);

        world.AssertAllThereOnce();
        Assert.InRange(world.Server.Connections, 4, int.MaxValue);
    }

    [Fact]
    public async Task MessageThatEndsEveryConnection_FailsAlone()
    {
        await using var world = new FamilyWorld(Plain with { Refuses = message => message.Uid == 8 ? "* BYE Internal server error\r\nX:" : null });

        var report = await world.RunAsync();

        Assert.Null(report.Failure);
        Assert.Equal((12L, 11L, 1L), (report.Totals.Found, report.Totals.Copied, report.Totals.Failed));
        Assert.Contains("Internal server error", Assert.Single(await world.NotesAsync(), note => note.Outcome == ItemOutcome.Failed).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("$ OK begin", "this is no TLS")]
    [InlineData("$ OK begin", "X:")]
    public async Task BrokenStartTls_EndsWithTheCause_AndNoPasswordCrossesInTheClear(params string[] answer)
    {
        await using var world = new FamilyWorld(Plain with
        {
            Capabilities = "IMAP4rev1 STARTTLS AUTH=PLAIN",
            Instead = command => command.Verb == "STARTTLS" ? answer : null,
        });
        await using var source = world.Open(protection: "");

        var error = await Assert.ThrowsAsync<SessionException>(() => source.VerifyAsync(TestContext.Current.CancellationToken));

        Assert.Equal(FailureSide.Source, error.Failure.Side);
        Assert.Contains("TLS", error.Failure.Message, StringComparison.Ordinal);
        Assert.Equal((0, 0), (world.Server.CountOf("LOGIN"), world.Server.CountOf("AUTHENTICATE")));
    }

    [Theory]
    [InlineData("IMAP4rev1 STARTTLS AUTH=PLAIN", "$ NO not today", "offers STARTTLS and refuses to begin it")]
    [InlineData("IMAP4rev1 STARTTLS AUTH=PLAIN", "$ BAD what?", "offers STARTTLS and refuses to begin it")]
    [InlineData("IMAP4rev1 AUTH=PLAIN", "$ BAD what?", "offers no STARTTLS")]
    public async Task ServerWithoutStartTls_AcrossANetwork_IsNotTrustedWithThePassword(string capabilities, string answer, string said)
    {
        await using var world = new FamilyWorld(Plain with
        {
            Capabilities = capabilities,
            Instead = command => command.Verb == "STARTTLS" ? [answer] : null,
        });
        await using var session = world.Unconnected("mail.old.example");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, world.Server.Port, TestContext.Current.CancellationToken);
        await session.ConnectAsync(socket, TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<SessionException>(() => session.SignInAsync(TestContext.Current.CancellationToken));

        Assert.Equal(FailureCodes.SourceTlsRequired, error.Failure.Code);
        Assert.Contains(said, error.Failure.Message, StringComparison.Ordinal);
        Assert.Equal((0, 0), (world.Server.CountOf("LOGIN"), world.Server.CountOf("AUTHENTICATE")));
    }

    [Fact]
    public async Task ServerThatForgetsItsCapabilitiesAfterTheSignIn_IsReadWithWhatIsLeft()
    {
        await using var world = new FamilyWorld(Plain with { Capabilities = "IMAP4rev1 NAMESPACE ID LIST-STATUS SPECIAL-USE LIST-EXTENDED CONDSTORE", CapabilitiesAfterwards = "IMAP4rev1" });

        await world.AssertCopiedAsync(12);

        world.AssertAllThereOnce();
    }

    [Fact]
    public async Task ServerThatLiesAboutId_IsReadAllTheSame()
    {
        await using var world = new FamilyWorld(Plain with { Capabilities = "IMAP4rev1 ID NAMESPACE", Namespace = null, Id = null });

        await world.AssertCopiedAsync(12);

        world.AssertAllThereOnce();
    }
}
