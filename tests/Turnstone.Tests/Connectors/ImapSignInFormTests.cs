using System.Text;
using Turnstone.Connectors;
using Turnstone.Connectors.Imap;
using Turnstone.Connectors.Imap.Tokens;
using Turnstone.Engine.Failures;
using Turnstone.Testing.Imap;
using Xunit;
using static Turnstone.Tests.Connectors.ImapTranscript;

namespace Turnstone.Tests.Connectors;

/// <summary>What each form of sign-in says on the wire; a fault in one of them ends with its cause and a single attempt.</summary>
public class ImapSignInFormTests
{
    private const string Plain = "IMAP4rev1 NAMESPACE AUTH=PLAIN";

    // The proof is what md5sum(1) makes of challenge and password, one behind the other.
    private const string Challenge = "<1896.697170952@kerio.example>";
    private const string Proof = "7258bb1a84246c912768b76fc60786d5";
    private static readonly Secret Password = new("s3cret");

    [Fact]
    public Task ProxyAuth_SignsInAsAdministratorThenBecomesTheUser() => OpensAsync(
        new ImapSignIn.ProxyAuth("anna", "admin", Password),
        """
        C: LOGIN "admin" "s3cret"
        S: * OK [ALERT] Maintenance tonight
        S: $ OK User logged in
        C: PROXYAUTH "anna"
        S: $ OK PROXYAUTH completed
        """);

    [Fact]
    public Task ProxyAuth_UsesPlainWhereItIsOffered() => OpensAsync(
        new ImapSignIn.ProxyAuth("anna", "admin", Password),
        $"""
        C: AUTHENTICATE PLAIN
        S: +
        C+ {Base64("\0admin\0s3cret")}
        S: $ OK User logged in
        C: PROXYAUTH "anna"
        S: $ OK PROXYAUTH completed
        """,
        Plain);

    [Fact]
    public Task ProxyAuth_SendsWhatCannotBeQuotedAsLiterals() => OpensAsync(
        new ImapSignIn.ProxyAuth("anna", "ad\"min\\", new Secret("gr\u00fcn")),
        """
        C: LOGIN "ad\"min\\" {5}
        S: + go ahead
        C+ grÃ¼n
        S: $ OK User logged in
        C: PROXYAUTH "anna"
        S: $ OK PROXYAUTH completed
        """);

    [Fact]
    public Task ProxyAuth_ForAnUnknownUser_IsRefusedOnce() => IsRefusedAsync(
        new ImapSignIn.ProxyAuth("nobody", "admin", Password),
        """
        C: LOGIN "admin" "s3cret"
        S: $ OK User logged in
        C: PROXYAUTH "nobody"
        S: $ NO No such user
        """,
        "NO No such user", "store administrators");

    [Theory]
    [InlineData("IMAP4rev1 NAMESPACE", "C: LOGIN \"admin\" \"s3cret\"")]
    [InlineData(Plain, "C: AUTHENTICATE PLAIN\nS: +\nC+ AGFkbWluAHMzY3JldA==")]
    public Task ProxyAuth_WithAWrongPassword_NeverComesToTheUser(string capabilities, string dialogue) => IsRefusedAsync(
        new ImapSignIn.ProxyAuth("anna", "admin", Password),
        $"{dialogue}\nS: $ NO [AUTHENTICATIONFAILED] Authentication failed",
        "[AUTHENTICATIONFAILED]", "store administrators", capabilities);

    [Fact]
    public Task KerioMasterPassword_AnswersTheChallengeAndNamesTheUser() => OpensAsync(
        new ImapSignIn.XMasterAuth("anna", Password),
        $"""
        C: X-MASTERAUTH
        S: + {Challenge}
        C+ {Proof}
        S: $ OK Master authentication completed
        C: X-SETUSER "anna"
        S: $ OK User set
        """);

    [Fact]
    public Task WrongKerioMasterPassword_IsRefusedOnce() => IsRefusedAsync(
        new ImapSignIn.XMasterAuth("anna", Password),
        $"""
        C: X-MASTERAUTH
        S: + {Challenge}
        C+ {Proof}
        S: $ NO Master authentication failed
        """,
        "Master authentication failed", "Master Authentication");

    [Fact]
    public Task KerioUserWhoIsUnknown_IsRefusedOnce() => IsRefusedAsync(
        new ImapSignIn.XMasterAuth("nobody", Password),
        $"""
        C: X-MASTERAUTH
        S: + {Challenge}
        C+ {Proof}
        S: $ OK Master authentication completed
        C: X-SETUSER "nobody"
        S: $ NO User does not exist
        """,
        "User does not exist", "that the user exists");

    [Fact]
    public Task ServerWithoutMasterPasswords_IsQuoted() => IsRefusedAsync(
        new ImapSignIn.XMasterAuth("anna", Password),
        """
        C: X-MASTERAUTH
        S: $ BAD Unknown command
        """,
        "BAD Unknown command", "Kerio");

    [Fact]
    public Task GroupWiseApplication_ShowsItsKeyThenSignsInAsTheUserWithoutAPassword() => OpensAsync(
        new ImapSignIn.GroupWise("anna", "Turnstone", Password),
        $"""
        C: AUTHENTICATE XGWTRUSTEDAPP
        S: +
        C+ XGWTRUSTEDAPP {Base64("Turnstone\0s3cret")}
        S: $ OK XGWTRUSTEDAPP authentication successful
        C: LOGIN "anna" ""
        S: $ OK LOGIN completed
        """,
        "IMAP4rev1 NAMESPACE AUTH=XGWTRUSTEDAPP");

    [Fact]
    public Task WrongGroupWiseKey_IsRefusedOnce() => IsRefusedAsync(
        new ImapSignIn.GroupWise("anna", "Turnstone", Password),
        $"""
        C: AUTHENTICATE XGWTRUSTEDAPP
        S: +
        C+ XGWTRUSTEDAPP {Base64("Turnstone\0s3cret")}
        S: $ NO Invalid key
        """,
        "NO Invalid key", "name and key");

    [Fact]
    public Task GroupWiseUserWhoIsUnknown_IsRefusedAfterTheKey() => IsRefusedAsync(
        new ImapSignIn.GroupWise("nobody", "Turnstone", Password),
        $"""
        C: AUTHENTICATE XGWTRUSTEDAPP
        S: +
        C+ XGWTRUSTEDAPP {Base64("Turnstone\0s3cret")}
        S: $ OK XGWTRUSTEDAPP authentication successful
        C: LOGIN "nobody" ""
        S: $ NO LOGIN failed: User not found
        """,
        "User not found", "that the user exists", signIns: 2);

    [Fact]
    public Task ServerWithoutTrustedApplications_IsQuoted() => IsRefusedAsync(
        new ImapSignIn.GroupWise("anna", "Turnstone", Password),
        """
        C: AUTHENTICATE XGWTRUSTEDAPP
        S: $ NO Unsupported authentication mechanism
        """,
        "Unsupported authentication mechanism", "GroupWise");

    [Theory]
    [InlineData(@"OLD\admin", @"OLD\admin\anna")]
    [InlineData("OLD/admin", "OLD/admin/anna")]
    [InlineData("admin@old.example", @"admin@old.example\anna")]
    public Task ExchangeLoginThatIsRefused_IsTriedOnce(string administrator, string login) => IsRefusedAsync(
        new ImapSignIn.ExchangeImap("anna", administrator, Password),
        $"""
        C: AUTHENTICATE PLAIN
        S: +
        C+ {Base64($"\0{login}\0s3cret")}
        S: $ NO AUTHENTICATE failed.
        """,
        "NO AUTHENTICATE failed", @"DOMAIN\admin\alias", Plain);

    [Theory]
    [InlineData(@"OLD\admin", @"OLD\admin\anna")]
    [InlineData("OLD/admin", "OLD/admin/anna")]
    [InlineData("admin@old.example", @"admin@old.example\anna")]
    public Task ExchangeLogin_IsPassedAsItWasWritten(string administrator, string login) => OpensAsync(
        new ImapSignIn.ExchangeImap("anna", administrator, Password),
        $"""
        C: AUTHENTICATE PLAIN
        S: +
        C+ {Base64($"\0{login}\0s3cret")}
        S: $ OK AUTHENTICATE completed.
        """,
        Plain);

    [Fact]
    public Task ExchangeThatConnectsToNoMailbox_NamesTheMissingRight() => IsRefusedAsync(
        new ImapSignIn.ExchangeImap("anna", @"OLD\admin", Password),
        $"""
        C: AUTHENTICATE PLAIN
        S: +
        C+ {Base64(@"0OLD\admin\anna0s3cret".Replace('0', '\0'))}
        S: $ OK AUTHENTICATE completed.
        C: NAMESPACE
        S: $ BAD User is authenticated but not connected.
        """,
        "User is authenticated but not connected", "FullAccess", Plain);

    [Fact]
    public Task AuthorizationId_IsTheFirstFieldOfPlain() => OpensAsync(
        new ImapSignIn.AuthorizationId("anna", "admin", Password),
        $"""
        C: AUTHENTICATE PLAIN
        S: +
        C+ {Base64("anna\0admin\0s3cret")}
        S: $ OK
        """,
        Plain);

    [Fact]
    public Task AuthorizationIdThatIsRefused_IsTriedOnce() => IsRefusedAsync(
        new ImapSignIn.AuthorizationId("anna", "admin", Password),
        $"""
        C: AUTHENTICATE PLAIN
        S: +
        C+ {Base64("anna\0admin\0s3cret")}
        S: $ NO [AUTHORIZATIONFAILED] Not an administrator
        """,
        "Not an administrator", "give that account the right to", Plain);

    [Fact]
    public Task MasterUserWhoIsRefused_IsTriedOnce() => IsRefusedAsync(
        new ImapSignIn.MasterUser("anna", "admin", Password),
        $"""
        C: AUTHENTICATE PLAIN
        S: +
        C+ {Base64("\0anna*admin\0s3cret")}
        S: $ NO [AUTHENTICATIONFAILED] Authentication failed.
        """,
        "[AUTHENTICATIONFAILED]", "auth_master_user_separator", Plain);

    [Fact]
    public Task AuthorizationIdWithoutPlain_IsNotTried() => IsRefusedAsync(
        new ImapSignIn.AuthorizationId("anna", "admin", Password), "", "does not offer AUTH=PLAIN", "Cyrus", signIns: 0);

    [Fact]
    public Task Token_GoesByXOAuth2() => OpensAsync(
        new ImapSignIn.Bearer("anna", new GivenToken(new Secret("t0ken"))),
        $"""
        C: AUTHENTICATE XOAUTH2
        S: +
        C+ {Base64("user=anna\u0001auth=Bearer t0ken\u0001\u0001")}
        S: $ OK
        """,
        "IMAP4rev1 NAMESPACE AUTH=XOAUTH2 AUTH=OAUTHBEARER");

    [Fact]
    public Task RefusedToken_EndsAfterOneAttempt() => IsRefusedAsync(
        new ImapSignIn.Bearer("anna", new GivenToken(new Secret("t0ken"))),
        $$"""
        C: AUTHENTICATE XOAUTH2
        S: +
        C+ {{Base64("user=anna\u0001auth=Bearer t0ken\u0001\u0001")}}
        S: + {{Base64("""{"status":"401","schemes":"Bearer","scope":"https://mail.google.com/"}""")}}
        C+
        S: $ NO AUTHENTICATE failed.
        """,
        "NO AUTHENTICATE failed", "expired", "IMAP4rev1 AUTH=XOAUTH2");

    [Fact]
    public Task ServerWithoutTokens_IsNamed() => IsRefusedAsync(
        new ImapSignIn.Bearer("anna", new GivenToken(new Secret("t0ken"))), "", "AUTH=OAUTHBEARER, nor XOAUTH2", "token", signIns: 0);

    private static async Task OpensAsync(ImapSignIn signIn, string dialogue, string capabilities = "IMAP4rev1 NAMESPACE")
    {
        await using var server = ScriptedImapServer.Play(dialogue, capabilities, []);
        await using var mailbox = Open(server, signIn);

        var folders = await mailbox.ListFoldersAsync(Cancel);

        Assert.Equal("INBOX", Assert.Single(folders).Path.ToString());
        server.AssertPlayed();
    }

    private static async Task IsRefusedAsync(
        ImapSignIn signIn, string dialogue, string cause, string remedy, string capabilities = "IMAP4rev1 NAMESPACE", int signIns = 1)
    {
        await using var server = ScriptedImapServer.Play(dialogue, capabilities, []);
        await using var mailbox = Open(server, signIn);

        var error = await Assert.ThrowsAsync<SessionException>(() => mailbox.VerifyAsync(Cancel));

        Assert.Equal(FailureCodes.SourceSignIn, error.Failure.Code);
        Assert.Equal(RetryAdvice.No, error.Failure.Retry);
        Assert.Contains(cause, error.Failure.Message, StringComparison.Ordinal);
        Assert.Contains(remedy, error.Failure.Remedy, StringComparison.Ordinal);
        Assert.Equal(signIns, server.SignIns);
        foreach (var secret in new[] { "s3cret", "t0ken", Proof, Base64("s3cret") })
        {
            Assert.DoesNotContain(secret, error.ToString(), StringComparison.Ordinal);
        }

        server.AssertPlayed();
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
