using System.Text;
using Microsoft.Extensions.Time.Testing;
using Turnstone.Connectors;
using Turnstone.Connectors.Imap;
using Turnstone.Connectors.Imap.Tokens;
using Turnstone.Engine.Failures;
using Turnstone.Testing.Imap;
using Xunit;
using static Turnstone.Tests.Connectors.ImapTranscript;

namespace Turnstone.Tests.Connectors;

/// <summary>A secret that was refused is not shown again, whoever comes with it.</summary>
public class ImapSignInOnceTests
{
    private const string Plain = "IMAP4rev1 NAMESPACE AUTH=PLAIN";
    private static readonly Secret Password = new("s3cret");
    private readonly FakeTimeProvider _time = new();
    private readonly ImapSignIns _run;

    public ImapSignInOnceTests() => _run = new ImapSignIns(_time);

    [Fact]
    public async Task WrongAdministratorPassword_IsOneTryForAllMailboxesAndConnections()
    {
        await using var server = ScriptedImapServer.Refusing("NO [AUTHENTICATIONFAILED] Wrong");
        ImapSignIn[] signIns = [.. Enumerable.Range(0, 8).Select(i => new ImapSignIn.MasterUser($"user{i / 2}", "admin", Password))];

        var failures = await Task.WhenAll(signIns.Select(signIn => FailureAsync(server, signIn)));

        Assert.Equal(1, server.SignIns);
        Assert.All(failures, failure => Assert.Equal((FailureCodes.SourceSignIn, RetryAdvice.No), (failure.Code, failure.Retry)));
        Assert.All(failures, failure => Assert.Contains("[AUTHENTICATIONFAILED] Wrong", failure.Message, StringComparison.Ordinal));
        Assert.Single(failures, failure => !failure.Message.StartsWith("Nothing was tried", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WrongPassword_IsNotTriedAgainOnAnotherPortOrInAnotherSpellingOfTheName()
    {
        await using var server = ScriptedImapServer.Refusing("NO Wrong");
        await using var other = ScriptedImapServer.Refusing("NO Wrong");

        await FailureAsync(server, new ImapSignIn.Password("anna", Password));
        await FailureAsync(server, new ImapSignIn.Password("ANNA", Password));
        await FailureAsync(other, new ImapSignIn.Password("anna", Password));

        Assert.Equal((1, 0), (server.SignIns, other.SignIns));
        Assert.Equal(0, other.Connections);
    }

    [Fact]
    public async Task AnotherPassword_IsAnotherTry()
    {
        await using var server = ScriptedImapServer.Refusing("NO Wrong");

        await FailureAsync(server, new ImapSignIn.Password("anna", Password));
        await FailureAsync(server, new ImapSignIn.Password("anna", new Secret("other")));
        await FailureAsync(server, new ImapSignIn.Password("bert", Password));

        Assert.Equal(3, server.SignIns);
    }

    [Fact]
    public async Task UserWhoIsMissing_IsNoFaultOfAnAdministratorWhoOpenedOthers()
    {
        await using var server = ScriptedImapServer.Play(
            $"""
            {Says("anna")}
            S: $ OK
            {Says("nobody")}
            S: $ NO [AUTHENTICATIONFAILED] No
            {Says("bert")}
            S: $ OK
            """,
            Plain,
            []);

        await OpensAsync(server, Acting("anna"));
        await FailureAsync(server, Acting("nobody"));
        await FailureAsync(server, Acting("nobody"));
        await OpensAsync(server, Acting("bert"));

        server.AssertPlayed();
    }

    [Fact]
    public async Task RefusalOfTheMailboxAlone_LeavesTheAdministratorToOthers()
    {
        await using var server = ScriptedImapServer.Play(
            $"""
            {Says("boss")}
            S: $ NO [AUTHORIZATIONFAILED] Not this one
            {Says("anna")}
            S: $ OK
            """,
            Plain,
            []);

        var failure = await FailureAsync(server, Acting("boss"));
        await OpensAsync(server, Acting("anna"));

        Assert.Contains("may not open this mailbox", failure.Remedy, StringComparison.Ordinal);
        server.AssertPlayed();
    }

    [Fact]
    public async Task UserWhomProxyAuthDoesNotKnow_LeavesTheAdministratorToOthers()
    {
        await using var server = ScriptedImapServer.Play(
            """
            C: LOGIN "admin" "s3cret"
            S: $ OK
            C: PROXYAUTH "nobody"
            S: $ NO No such user
            C: LOGIN "admin" "s3cret"
            S: $ OK
            C: PROXYAUTH "anna"
            S: $ OK
            """);

        await FailureAsync(server, new ImapSignIn.ProxyAuth("nobody", "admin", Password));
        await OpensAsync(server, new ImapSignIn.ProxyAuth("anna", "admin", Password));

        server.AssertPlayed();
    }

    [Fact]
    public async Task AdministratorWhoIsTakenBackInTheMiddle_IsNotTriedForTheOthers()
    {
        await using var server = ScriptedImapServer.Play(
            $"""
            {Says("anna")}
            S: $ OK
            {Says("anna")}
            S: $ NO [AUTHENTICATIONFAILED] Locked
            """,
            Plain,
            []);

        await OpensAsync(server, Acting("anna"));
        await FailureAsync(server, Acting("anna"));
        await FailureAsync(server, Acting("bert"));

        server.AssertPlayed();
    }

    [Fact]
    public async Task SecretThatIsTakenBack_RestsForEverybody_AndThenOneTriesOnceMore()
    {
        await using var server = ScriptedImapServer.Play(
            $"""
            {Says("anna")}
            S: $ OK
            {Says("anna")}
            S: $ NO [AUTHENTICATIONFAILED] Wrong
            {Says("bert")}
            S: $ OK
            {Says("anna")}
            S: $ NO [AUTHENTICATIONFAILED] Wrong
            {Says("anna")}
            S: $ NO [AUTHENTICATIONFAILED] Wrong
            """,
            Plain,
            []);
        await OpensAsync(server, Acting("anna"));

        var first = await FailureAsync(server, Acting("anna"));
        _time.Advance(TimeSpan.FromSeconds(29));
        var other = await FailureAsync(server, Acting("bert"));
        _time.Advance(TimeSpan.FromSeconds(1));
        await OpensAsync(server, Acting("bert"));
        var second = await FailureAsync(server, Acting("anna"));
        _time.Advance(TimeSpan.FromMinutes(1));
        var probe = await FailureAsync(server, Acting("anna"));
        var last = await FailureAsync(server, Acting("bert"));

        Assert.Equal(
            [30, 1, 60],
            new[] { first, other, second }.Select(failure => ((RetryAdvice.Throttled)failure.Retry).Delay.TotalSeconds));
        Assert.Equal((RetryAdvice.No, RetryAdvice.No), (probe.Retry, last.Retry));
        server.AssertPlayed();
    }

    [Theory]
    [InlineData("NO [UNAVAILABLE] Later")]
    [InlineData("NO [INUSE] Later")]
    [InlineData("NO [LIMIT] Later")]
    [InlineData("NO [ALERT] Too many simultaneous connections. (Failure)")]
    [InlineData("NO [OVERQUOTA] Account exceeded command or bandwidth limits. (Failure)")]
    [InlineData("NO Temporary authentication failure.")]
    [InlineData("NO [SERVERBUG] Internal error")]
    public async Task ServerThatCannotSayNow_IsAskedAgain(string answer)
    {
        await using var server = ScriptedImapServer.Play(
            $"""
            {Says("anna")}
            S: $ {answer}
            {Says("bert")}
            S: $ OK
            {Says("anna")}
            S: $ OK
            """,
            Plain,
            []);

        var failure = await FailureAsync(server, Acting("anna"));
        await OpensAsync(server, Acting("bert"));
        await OpensAsync(server, Acting("anna"));

        Assert.NotEqual(FailureCodes.SourceSignIn, failure.Code);
        Assert.NotEqual(RetryAdvice.No, failure.Retry);
        server.AssertPlayed();
    }

    [Fact]
    public async Task ServerThatHangsUpOnAPassword_IsTriedTwiceAtMost()
    {
        await using var server = ScriptedImapServer.Play(
            $"""
            {Says("anna")}
            X:
            {Says("anna")}
            X:
            """,
            Plain,
            []);

        var first = await FailureAsync(server, Acting("anna"));
        var second = await FailureAsync(server, Acting("anna"));
        var third = await FailureAsync(server, Acting("anna"));

        Assert.Equal((FailureCodes.SourceConnectionLost, RetryAdvice.Soon), (first.Code, first.Retry));
        Assert.Equal((FailureCodes.SourceSignIn, RetryAdvice.No), (second.Code, second.Retry));
        Assert.StartsWith("Nothing was tried", third.Message, StringComparison.Ordinal);
        Assert.Equal(2, server.SignIns);
    }

    [Fact]
    public async Task FarewellOverAPassword_IsARefusal()
    {
        await using var server = ScriptedImapServer.Play(
            $"""
            {Says("anna")}
            S: * BYE Too many failed login attempts
            X:
            """,
            Plain,
            []);

        var failure = await FailureAsync(server, Acting("anna"));
        await FailureAsync(server, Acting("anna"));

        Assert.Equal((FailureCodes.SourceSignIn, RetryAdvice.No, 1), (failure.Code, failure.Retry, server.SignIns));
    }

    [Fact]
    public async Task TokenThatExpiresInTheMiddle_IsReplacedByOneThatIsShownOnce()
    {
        var tokens = new Mint("first", "second");
        await using var server = ScriptedImapServer.Play(
            $"""
            {Shows("first")}
            S: $ OK
            {Shows("first")}
            S: $ NO [AUTHENTICATIONFAILED] Expired
            {Shows("second")}
            S: $ OK
            """,
            "IMAP4rev1 NAMESPACE AUTH=XOAUTH2",
            []);
        var signIn = new ImapSignIn.Bearer("anna", tokens);

        await OpensAsync(server, signIn);
        var expired = await FailureAsync(server, signIn);
        await OpensAsync(server, signIn);

        Assert.Equal(RetryAdvice.Soon, expired.Retry);
        server.AssertPlayed();
    }

    [Fact]
    public async Task FreshTokenThatIsRefused_IsNotReplaced()
    {
        var tokens = new Mint("first", "second");
        await using var server = ScriptedImapServer.Play($"{Shows("first")}\nS: $ NO [AUTHENTICATIONFAILED] No", "IMAP4rev1 NAMESPACE AUTH=XOAUTH2", []);
        var signIn = new ImapSignIn.Bearer("anna", tokens);

        var refused = await FailureAsync(server, signIn);
        var again = await FailureAsync(server, signIn);

        Assert.Equal((RetryAdvice.No, RetryAdvice.No, 1), (refused.Retry, again.Retry, server.SignIns));
    }

    private static ImapSignIn.AuthorizationId Acting(string user) => new(user, "admin", Password);

    private static string Says(string user) => $"C: AUTHENTICATE PLAIN\nS: +\nC+ {Base64($"{user}\0admin\0s3cret")}";

    private static string Shows(string token) => $"C: AUTHENTICATE XOAUTH2\nS: +\nC+ {Base64($"user=anna\u0001auth=Bearer {token}\u0001\u0001")}";

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private async Task OpensAsync(ScriptedImapServer server, ImapSignIn signIn)
    {
        await using var mailbox = Open(server, signIn);
        await mailbox.VerifyAsync(Cancel);
    }

    private async Task<Failure> FailureAsync(ScriptedImapServer server, ImapSignIn signIn)
    {
        await using var mailbox = Open(server, signIn);
        var error = await Assert.ThrowsAsync<SessionException>(() => mailbox.VerifyAsync(Cancel));
        Assert.DoesNotContain("s3cret", error.ToString(), StringComparison.Ordinal);
        return error.Failure;
    }

    private ImapSourceMailbox Open(ScriptedImapServer server, ImapSignIn signIn) => new(
        new ImapSourceOptions { Endpoint = ImapEndpoint.Parse($"imap://127.0.0.1:{server.Port}"), SignIn = signIn, SignIns = _run }, new FakeTimeProvider());

    /// <summary>Gives out tokens one after the other, the next when the last was given up.</summary>
    private sealed class Mint(params string[] tokens) : IAccessTokens
    {
        private readonly Queue<Secret> _tokens = new(tokens.Select(token => new Secret(token)));

        public Task<Secret> GetAsync(string user, CancellationToken cancellationToken) => Task.FromResult(_tokens.Peek());

        public bool Renew(string user, Secret refused)
        {
            if (_tokens.Peek() == refused)
            {
                _tokens.Dequeue();
            }

            return true;
        }
    }
}
