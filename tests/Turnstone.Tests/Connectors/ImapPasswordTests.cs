using System.Text;
using Turnstone.Connectors;
using Turnstone.Connectors.Imap;
using Turnstone.Engine.Failures;
using Turnstone.Testing.Imap;
using Xunit;
using static Turnstone.Tests.Connectors.ImapTranscript;

namespace Turnstone.Tests.Connectors;

/// <summary>Whatever a password holds arrives as it is, by the mechanism that the server's offer asks for.</summary>
public class ImapPasswordTests
{
    public static TheoryData<string> OddPasswords => ["two words", " blank ", "quo\"te", "back\\slash", "a\\\"b", "grün€", "100%*", "{5}", new string('x', 200)];

    [Theory]
    [MemberData(nameof(OddPasswords))]
    public async Task OddPassword_ArrivesByPlain(string password) => await OpensAsync(
        $"C: AUTHENTICATE PLAIN\nS: +\nC+ {Base64($"\0anna\0{password}")}\nS: $ OK", "IMAP4rev1 NAMESPACE AUTH=PLAIN", password);

    [Theory]
    [InlineData("two words", "LOGIN anna \"two words\"")]
    [InlineData("quo\"te", "LOGIN anna \"quo\\\"te\"")]
    [InlineData("back\\slash", "LOGIN anna \"back\\\\slash\"")]
    [InlineData("100%*", "LOGIN anna \"100%*\"")]
    [InlineData("{5}", "LOGIN anna \"{5}\"")]
    public async Task OddPassword_IsQuotedForLogin(string password, string command) =>
        await OpensAsync($"C: {command}\nS: $ OK", "IMAP4rev1 NAMESPACE", password);

    [Fact]
    public async Task PasswordBeyondAscii_IsALiteralForLogin() =>
        await OpensAsync("C: LOGIN anna {8}\nS: + go ahead\nC+ grÃ¼nâ\u0082¬\nS: $ OK", "IMAP4rev1 NAMESPACE", "grün€");

    [Fact]
    public async Task LongPassword_FitsIntoLogin() =>
        await OpensAsync($"C: LOGIN anna {new string('x', 200)}\nS: $ OK", "IMAP4rev1 NAMESPACE", new string('x', 200));

    [Theory]
    [InlineData("AUTH=LOGIN", "C: AUTHENTICATE LOGIN\nS: + VXNlcm5hbWU6\nC+ YW5uYQ==\nS: + UGFzc3dvcmQ6\nC+ Z3LDvG4=\nS: $ OK")]
    [InlineData("AUTH=PLAIN AUTH=LOGIN", "C: AUTHENTICATE PLAIN\nS: +\nC+ AGFubmEAZ3LDvG4=\nS: $ OK")]
    [InlineData("AUTH=CRAM-MD5 AUTH=PLAIN", "C: AUTHENTICATE CRAM-MD5\nS: + PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UuZXhhbXBsZT4=\nC+ YW5uYSA2YzY4NTU1NmM5N2IxMDE4MmE4OTIzNmJmZmI4MjQyYQ==\nS: $ OK")]
    public async Task ServerWithoutLogin_IsSignedInToByWhatItOffers(string offers, string dialogue) =>
        await OpensAsync(dialogue, $"IMAP4rev1 NAMESPACE LOGINDISABLED {offers}", "grün");

    [Theory]
    [InlineData("AUTH=GSSAPI", "GSSAPI")]
    [InlineData("", "nothing")]
    public async Task ServerThatTakesNoPassword_IsSentNone(string offers, string named)
    {
        await using var server = ScriptedImapServer.Play("", $"IMAP4rev1 NAMESPACE LOGINDISABLED {offers}", []);
        await using var mailbox = Open(server);

        var error = await Assert.ThrowsAsync<SessionException>(() => mailbox.VerifyAsync(Cancel));

        Assert.Equal((FailureCodes.SourceSignIn, 0), (error.Failure.Code, server.SignIns));
        Assert.Contains($"it offers {named}", error.Failure.Message, StringComparison.Ordinal);
        Assert.Contains("within TLS", error.Failure.Remedy, StringComparison.Ordinal);
    }

    private static async Task OpensAsync(string dialogue, string capabilities, string password)
    {
        await using var server = ScriptedImapServer.Play(dialogue, capabilities, []);
        await using var mailbox = Open(server, new ImapSignIn.Password("anna", new Secret(password)));

        await mailbox.VerifyAsync(Cancel);

        server.AssertPlayed();
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
