using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using Turnstone.Connectors;
using Turnstone.Connectors.Imap;
using Turnstone.Engine.Failures;
using Turnstone.Testing.Imap;
using Turnstone.Tests.Ews;
using Xunit;
using static Turnstone.Tests.Connectors.ImapTranscript;

namespace Turnstone.Tests.Connectors;

public class ImapSignInTests
{
    [Fact]
    public async Task RefusedPassword_IsTriedOnceAndNeverShown()
    {
        await using var server = ScriptedImapServer.Refusing("NO [AUTHENTICATIONFAILED] Wrong");
        await using var mailbox = Open(server);

        var error = await Assert.ThrowsAsync<SessionException>(() => mailbox.VerifyAsync(Cancel));

        Assert.Equal(FailureCodes.SourceSignIn, error.Failure.Code);
        Assert.Equal(RetryAdvice.No, error.Failure.Retry);
        Assert.Contains("[AUTHENTICATIONFAILED] Wrong", error.Failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, server.SignIns);
    }

    [Theory]
    [InlineData("NO LOGIN anna s3cret failed", "NO LOGIN anna ••• failed")]
    [InlineData("NO no such AGFubmEAczNjcmV0", "NO no such AGFubmEA•••")]
    [InlineData("NO no such AGFuYQBzM2NyZXQ=", "NO no such AGFuYQB•••Q=")]
    public async Task PasswordThatTheServerRepeats_IsHidden(string answer, string shown)
    {
        await using var server = ScriptedImapServer.Refusing(answer);
        await using var mailbox = Open(server);

        var error = await Assert.ThrowsAsync<SessionException>(() => mailbox.VerifyAsync(Cancel));

        Assert.Contains(shown, error.Failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("M2NyZX", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("czNjcmV0", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NO [AUTHENTICATIONFAILED] Account is locked", "have it unlocked")]
    [InlineData("NO [ALERT] Your account has been temporarily blocked", "have it unlocked")]
    [InlineData("NO Account disabled", "have it enabled")]
    [InlineData("NO [CONTACTADMIN] User is suspended", "The account is suspended")]
    [InlineData("NO [CONTACTADMIN] Ask us", "Only the server's administrator can help")]
    [InlineData("NO [EXPIRED] That password has gone stale", "has expired")]
    [InlineData("NO Your password has expired", "has expired")]
    [InlineData("NO Too many login failures", "wait until it forgets")]
    [InlineData("NO [ALERT] Application-specific password required: https://support.google.com/accounts/answer/185833", "password made for applications")]
    [InlineData("NO [WEBALERT https://accounts.google.com/x] Web login required.", "on its web page")]
    [InlineData("NO Two-factor authentication required", "which no program can give")]
    [InlineData("NO [ALERT] IMAP access is disabled for your domain", "IMAP is switched off")]
    [InlineData("NO [AUTHORIZATIONFAILED] No such right", "Name and password are right")]
    [InlineData("NO LOGIN failed: basic authentication is not allowed", "sign in with a token")]
    public async Task RefusalThatTellsItsReason_IsAnsweredWithWhatToDoAndTriedOnce(string answer, string remedy)
    {
        await using var server = ScriptedImapServer.Refusing(answer);
        await using var mailbox = Open(server);

        var error = await Assert.ThrowsAsync<SessionException>(() => mailbox.VerifyAsync(Cancel));
        await Assert.ThrowsAsync<SessionException>(() => mailbox.VerifyAsync(Cancel));

        Assert.Contains(answer, error.Failure.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, error.Failure.Remedy, StringComparison.Ordinal);
        Assert.Equal((FailureCodes.SourceSignIn, RetryAdvice.No, 1), (error.Failure.Code, error.Failure.Retry, server.SignIns));
    }

    [Theory]
    [InlineData("NO [LIMIT] Maximum number of connections exceeded")]
    [InlineData("NO [UNAVAILABLE] Temporary authentication failure")]
    public async Task BusyServer_IsNotAWrongPassword(string answer)
    {
        await using var server = ScriptedImapServer.Refusing(answer);
        await using var mailbox = Open(server);

        var error = await Assert.ThrowsAsync<SessionException>(() => mailbox.VerifyAsync(Cancel));

        Assert.Equal(FailureCodes.SourceThrottled, error.Failure.Code);
        Assert.IsType<RetryAdvice.Throttled>(error.Failure.Retry);
    }

    [Fact]
    public async Task ClosedPort_IsUnreachable()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();

        var error = await RefusalAsync($"imap://127.0.0.1:{port}");

        Assert.Equal(FailureCodes.SourceUnreachable, error.Failure.Code);
        Assert.Contains($"port {port}", error.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TlsToAPlainPort_SaysSo()
    {
        await using var server = ScriptedImapServer.Play("");

        var error = await RefusalAsync($"imaps://127.0.0.1:{server.Port}");

        Assert.Equal(FailureCodes.SourceUnreachable, error.Failure.Code);
        Assert.Contains("does not begin with TLS", error.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LineThatBreaksInTheHandshake_MayHoldNextTime()
    {
        await using var server = new RawServer(_ => Task.CompletedTask);

        var error = await RefusalAsync($"imaps://127.0.0.1:{server.Url.Port}");

        Assert.Equal((FailureCodes.SourceUnreachable, RetryAdvice.Soon), (error.Failure.Code, error.Failure.Retry));
    }

    [Fact]
    public async Task ServerThatTurnsUsAway_IsQuoted()
    {
        await using var server = ScriptedImapServer.TurningAway("* BYE Too many connections");

        var error = await RefusalAsync($"imap://127.0.0.1:{server.Port}");

        Assert.Equal(FailureCodes.SourceThrottled, error.Failure.Code);
    }

    [Fact]
    public async Task SomethingElseThanImap_IsNamed()
    {
        await using var server = ScriptedImapServer.TurningAway("220 mail.example ESMTP");

        var error = await RefusalAsync($"imap://127.0.0.1:{server.Port}");

        Assert.Equal(FailureCodes.SourceProtocol, error.Failure.Code);
    }

    [Fact]
    public void Secrets_DoNotPrintThemselves()
    {
        var options = new ImapSourceOptions
        {
            Endpoint = ImapEndpoint.Parse("imaps://old.example"),
            SignIn = new ImapSignIn.AuthorizationId("anna", "admin", new Secret("s3cret")),
        };

        Assert.DoesNotContain("s3cret", options.ToString(), StringComparison.Ordinal);
    }

    private static async Task<SessionException> RefusalAsync(string endpoint)
    {
        await using var mailbox = new ImapSourceMailbox(
            new ImapSourceOptions { Endpoint = ImapEndpoint.Parse(endpoint), SignIn = new ImapSignIn.Password("anna", new Secret("s3cret")) },
            new FakeTimeProvider());
        return await Assert.ThrowsAsync<SessionException>(() => mailbox.VerifyAsync(Cancel));
    }
}
