using Microsoft.Extensions.Time.Testing;
using Turnstone.Connectors;
using Turnstone.Connectors.Imap;
using Turnstone.Engine.Checks;
using Turnstone.Testing.Imap;
using Xunit;
using static Turnstone.Tests.Connectors.ImapTranscript;

namespace Turnstone.Tests.Connectors;

public class ImapConnectivityTestTests
{
    [Fact]
    public async Task WorkingServer_PassesEveryStep()
    {
        await using var server = ScriptedImapServer.Play("");

        var steps = await RunAsync(server.Port, signsIn: true);

        Assert.Equal(
            ["DNS", "Service records", "Connection", "TLS", "Greeting", "Mechanisms", "Sign-in", "Each mechanism", "Capabilities", "Second mailbox", "Folders", "Round trip", "Connections", "Reading", "After the cut-over"],
            steps.Select(step => step.Name));
        Assert.Equal(
            ["Service records", "Each mechanism", "Second mailbox", "Round trip", "Connections", "Reading", "After the cut-over"],
            steps.Where(step => step.Outcome == TestOutcome.Skipped).Select(step => step.Name));
        Assert.DoesNotContain(steps, step => step.Outcome is TestOutcome.Failed or TestOutcome.Warning);
        Assert.Equal("a server of no known family: * OK ready", Find(steps, "Greeting").Detail);
        Assert.Contains("missing: SPECIAL-USE", Find(steps, "Capabilities").Detail, StringComparison.Ordinal);
        Assert.Equal("1 folder", Find(steps, "Folders").Detail);
        Assert.Equal((1, 1), (server.Connections, server.SignIns));
    }

    [Fact]
    public async Task WithoutALogin_SignInAndFoldersAreSkipped()
    {
        await using var server = ScriptedImapServer.Play("");

        var steps = await RunAsync(server.Port, signsIn: false);

        Assert.Equal((TestOutcome.Skipped, TestOutcome.Skipped), (Find(steps, "Sign-in").Outcome, Find(steps, "Folders").Outcome));
        Assert.Equal(0, server.SignIns);
    }

    [Fact]
    public async Task WrongPassword_FailsItsStepAndSkipsTheRest()
    {
        await using var server = ScriptedImapServer.Refusing("NO wrong");

        var steps = await RunAsync(server.Port, signsIn: true);

        Assert.Equal(TestOutcome.Failed, Find(steps, "Sign-in").Outcome);
        Assert.NotEmpty(Find(steps, "Sign-in").Remedy);
        Assert.All(steps.SkipWhile(step => step.Name != "Sign-in").Skip(1), step => Assert.Equal(TestOutcome.Skipped, step.Outcome));
        Assert.Equal(1, server.SignIns);
    }

    [Fact]
    public async Task ClosedPort_FailsTheConnection()
    {
        var server = ScriptedImapServer.Play("");
        await server.DisposeAsync();

        var steps = await RunAsync(server.Port, signsIn: true);

        Assert.Equal(TestOutcome.Failed, Find(steps, "Connection").Outcome);
        Assert.Contains("refuses connections", Find(steps, "Connection").Detail, StringComparison.Ordinal);
        Assert.All(steps.Skip(3), step => Assert.Equal(TestOutcome.Skipped, step.Outcome));
    }

    [Theory]
    [InlineData("NO [UNAVAILABLE] Temporary authentication failure.", "Nothing is wrong with name and password")]
    [InlineData("NO [INUSE] Mailbox is locked by another session", "Another program has the mailbox for itself")]
    [InlineData("NO [LIMIT] Too many connections", "use fewer connections")]
    [InlineData("NO [EXPIRED] That password is no longer valid", "The password has expired")]
    [InlineData("NO [AUTHENTICATIONFAILED] Authentication failed.", "Check login and password")]
    public async Task RefusalOfASignIn_IsAnsweredByWhatTheServerSays(string answer, string remedy)
    {
        await using var server = ScriptedImapServer.Refusing(answer);

        var steps = await RunAsync(server.Port, signsIn: true);

        Assert.Equal(TestOutcome.Failed, Find(steps, "Sign-in").Outcome);
        Assert.Contains(remedy, Find(steps, "Sign-in").Remedy, StringComparison.Ordinal);
        Assert.Equal(1, server.SignIns);
    }

    [Fact]
    public async Task MessageFarLongerThanItsSize_EndsTheReadingAndNothingElse()
    {
        const string Examined = """
            C: EXAMINE INBOX
            S: * 2 EXISTS
            S: * OK [UIDVALIDITY 1]
            S: $ OK [READ-ONLY]
            C: FETCH 1,2 (UID RFC822.SIZE)
            S: * 1 FETCH (UID 1 RFC822.SIZE 10)
            S: * 2 FETCH (UID 2 RFC822.SIZE 99999999)
            S: $ OK

            """;
        const string RoundTrip = "C: NOOP\nS: $ OK\n";
        await using var server = ScriptedImapServer.Play(
            $"{Examined}{string.Concat(Enumerable.Repeat(RoundTrip, 5))}{Examined}C: UID FETCH 1 (BODY.PEEK[])\nS: * 1 FETCH (UID 1 BODY[] {{99999999}}");

        var steps = await RunAsync(server.Port, signsIn: true, measures: true);

        Assert.Equal("1 folder, 2 items, 100 MB estimated by 2 of them: INBOX 2 (100 MB)", Find(steps, "Folders").Detail);
        Assert.Equal("1 at once, and no more were tried", Find(steps, "Connections").Detail);
        Assert.Equal(TestOutcome.Failed, Find(steps, "Reading").Outcome);
        Assert.Contains("a message is longer than was said before", Find(steps, "Reading").Detail, StringComparison.Ordinal);
        server.AssertPlayed();
    }

    private static TestStep Find(List<TestStep> steps, string name) => steps.Single(step => step.Name == name);

    private static async Task<List<TestStep>> RunAsync(int port, bool signsIn, bool measures = false)
    {
        var options = new ImapSourceOptions
        {
            Endpoint = ImapEndpoint.Parse($"imap://127.0.0.1:{port}"),
            SignIn = new ImapSignIn.Password("anna", new Secret("s3cret")),
        };
        var steps = new List<TestStep>();
        var test = new ImapConnectivityTest(options, signsIn, new FakeTimeProvider()) { Measures = measures, MostConnections = 1 };
        await foreach (var step in test.RunAsync(Cancel))
        {
            steps.Add(step);
        }

        return steps;
    }
}
