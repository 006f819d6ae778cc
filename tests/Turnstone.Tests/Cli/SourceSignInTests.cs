using System.Text;
using Turnstone.Testing.Imap;
using Xunit;

namespace Turnstone.Tests.Cli;

/// <summary>What the options about the source make of a sign-in.</summary>
public sealed class SourceSignInTests : IDisposable
{
    private readonly CommandLineRun _run = new();

    [Theory]
    [InlineData("separator:*", "admin", "\0anna*admin\0s3cret")]
    [InlineData("separator:+", "admin", "\0anna+admin\0s3cret")]
    [InlineData("authzid", "admin", "anna\0admin\0s3cret")]
    [InlineData("exchange", "OLD\\admin", "\0OLD\\admin\\anna\0s3cret")]
    [InlineData("exchange", "OLD/admin", "\0OLD/admin/anna\0s3cret")]
    public async Task AdministratorForm_IsSpokenByPlain(string form, string login, string said)
    {
        var dialogue = $"""
            C: AUTHENTICATE PLAIN
            S: +
            C+ {Convert.ToBase64String(Encoding.UTF8.GetBytes(said))}
            S: $ OK
            """;

        await SignsInAsync(dialogue, "IMAP4rev1 NAMESPACE AUTH=PLAIN", "--source-admin", form, "--login", login, "--user", "anna");
    }

    [Theory]
    [InlineData("proxyauth", "C: LOGIN \"admin\" \"s3cret\"\nS: $ OK\nC: PROXYAUTH \"anna\"\nS: $ OK")]
    [InlineData("xmasterauth", "C: X-MASTERAUTH\nS: + 42\nC+ ab35787319fcffb0ce02b404ba6e7eda\nS: $ OK\nC: X-SETUSER \"anna\"\nS: $ OK")]
    [InlineData("groupwise", "C: AUTHENTICATE XGWTRUSTEDAPP\nS: +\nC+ XGWTRUSTEDAPP YWRtaW4AczNjcmV0\nS: $ OK\nC: LOGIN \"anna\" \"\"\nS: $ OK")]
    public async Task AdministratorForm_IsSpokenInItsOwnWords(string form, string dialogue) =>
        await SignsInAsync(dialogue, "IMAP4rev1 NAMESPACE", "--source-admin", form, "--login", "admin", "--user", "anna");

    [Fact]
    public async Task TokenFile_IsShownAsABearerToken()
    {
        var token = _run.Write("token", "t0ken\n");
        await using var server = ScriptedImapServer.Play(
            $"""
            C: AUTHENTICATE XOAUTH2
            S: +
            C+ {Convert.ToBase64String(Encoding.UTF8.GetBytes("user=anna\u0001auth=Bearer t0ken\u0001\u0001"))}
            S: $ OK
            """,
            "IMAP4rev1 NAMESPACE AUTH=XOAUTH2",
            []);

        var status = await _run.RunAsync("test", "imap", "--source", $"imap://127.0.0.1:{server.Port}?tls=none", "--login", "anna", "--source-token-file", token, "--no-measuring");

        Assert.Equal(0, status);
        server.AssertPlayed();
        Assert.DoesNotContain("t0ken", _run.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--source-token-file", "missing", "cannot be read")]
    [InlineData("--source-token-key", "missing", "cannot be read")]
    [InlineData("--source-token-endpoint", "https://login.example/token", "--source-token-client: It is missing")]
    [InlineData("--source-token-scope", "mail", "--source-token-endpoint: It is missing")]
    public async Task HalfAWayToATokenOrAMissingFile_IsAFault(string option, string value, string words)
    {
        Assert.Equal(64, await _run.RunAsync("migrate", option, value));
        Assert.Contains(words, _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TokenAndPassword_ContradictEachOther()
    {
        var file = _run.Write("secret", "t0ken\n");

        Assert.Equal(64, await _run.RunAsync("migrate", "--source-token-file", file, "--source-password-file", file));

        Assert.Contains("A token signs in without a password", _run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("t0ken", _run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _run.Dispose();

    private async Task SignsInAsync(string dialogue, string capabilities, params string[] options)
    {
        await using var server = ScriptedImapServer.Play(dialogue, capabilities, []);
        var password = _run.Write("password", "s3cret\n");

        var status = await _run.RunAsync(["test", "imap", "--source", $"imap://127.0.0.1:{server.Port}?tls=none", "--password-file", password, "--no-measuring", .. options]);

        Assert.True(status == 0, _run.Out + _run.Error);
        server.AssertPlayed();
    }
}
