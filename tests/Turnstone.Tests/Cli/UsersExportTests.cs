using Turnstone.Cli.Settings;
using Turnstone.Server.Lists;
using Turnstone.Testing.Imap;
using Xunit;

namespace Turnstone.Tests.Cli;

public sealed class UsersExportTests : IDisposable
{
    private readonly CommandLineRun _run = new();

    [Fact]
    public async Task ListOfLogins_BecomesTheListThatMigrateTakes()
    {
        var list = _run.Write("users.txt", "anna@old.example\n\n# a remark\nbert\no'hara@old.example\tsomething\n");
        var to = Path.Combine(_run.Folder.FullName, "mailboxes.csv");

        var status = await _run.RunAsync("users", "export", "--from", list, "--source-domain", "old.example", "--destination-domain", "new.example", "--to", to);

        Assert.True(status == 0, _run.Error);
        Assert.StartsWith(CommandLineRun.Header.TrimEnd(), (await File.ReadAllTextAsync(to, TestContext.Current.CancellationToken)).TrimStart('\uFEFF'), StringComparison.Ordinal);
        var findings = new Findings();
        var rows = MailboxFile.Read("--mailboxes", to, MailboxListRules.Addresses, findings);
        Assert.Empty(findings.Faults);
        Assert.Equal(
            [("anna@old.example", null, "anna@new.example"), ("bert@old.example", "bert", "bert@new.example"), ("o'hara@old.example", null, "o'hara@new.example")],
            rows.Select(row => (row.Source.Value, row.SourceLogin, row.Destination.Value)));
        Assert.All(rows, row => Assert.Null(row.SourcePassword));
        Assert.Contains("3 users written to", _run.Error, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(_run.Folder.FullName, "mailboxes.csv*"));
    }

    [Fact]
    public async Task WhatIsNobodysMailbox_IsLeftOutAndSaidSo()
    {
        var list = _run.Write("users.txt", "anna@old.example\nANNA@old.example\nspam.x1y2@old.example\nroot\nnobody-knows\n=cmd@old.example\nanna@older.example\n");

        var status = await _run.RunAsync("users", "export", "--from", list, "--destination-domain", "new.example");

        Assert.Equal(0, status);
        Assert.Equal(CommandLineRun.Header.TrimEnd() + "\r\nanna@old.example,,,anna@new.example,,,0\r\n", _run.Out);
        Assert.Equal(
            [
                "Note: Left out as the system's and no person's: spam.x1y2@old.example, root.",
                "Note: Left out, since spreadsheets take what begins so for a formula: =cmd@old.example. Write such rows by hand.",
                "Note: Left out as no mail address: nobody-knows. Name the domain of such logins with --source-domain.",
                "Note: Left out as listed before: ANNA@old.example.",
                "Note: Left out, since the address at the destination is another user's already: anna@older.example. Write such rows by hand.",
                "1 user, 6 left out.",
            ],
            _run.Error.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public async Task ListWithoutASinglePerson_WritesNothing()
    {
        var list = _run.Write("users.txt", string.Concat(Enumerable.Range(1, 12).Select(number => $"u{number}\n")));
        var to = _run.Write("mailboxes.csv", "what was here before");

        Assert.Equal(65, await _run.RunAsync("users", "export", "--from", list, "--to", to));

        Assert.Contains("u9, u10 and 2 more.", _run.Error, StringComparison.Ordinal);
        Assert.Contains("No users, 12 left out; nothing was written.", _run.Error, StringComparison.Ordinal);
        Assert.Equal("what was here before", await File.ReadAllTextAsync(to, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task ServerThatTellsNobody_IsAnsweredWithTheCommandThatDoes()
    {
        await using var server = ScriptedImapServer.Play("", "IMAP4rev1 NAMESPACE", []);
        _run.Variables["TURNSTONE_SOURCE_PASSWORD"] = "s3cret";

        var status = await _run.RunAsync("users", "export", "--source", $"imap://127.0.0.1:{server.Port}?tls=none", "--login", "admin");

        Assert.Equal(65, status);
        Assert.Contains("tells nobody its users by IMAP", _run.Error, StringComparison.Ordinal);
        Assert.Contains("turnstone users export --from users.txt", _run.Error, StringComparison.Ordinal);
        Assert.Empty(_run.Out);
        server.AssertPlayed();
    }

    [Fact]
    public async Task EverythingWrong_IsToldAtOnce()
    {
        var list = _run.Write("users.txt", "Error: user database cannot be listed\n");

        var status = await _run.RunAsync("users", "export", "--from", list, "--login", "admin", "--source-domain", "no domain", "--to", Path.Combine(list, "x.csv"));

        Assert.Equal(64, status);
        Assert.Contains("Line 1 is no login.", _run.Error, StringComparison.Ordinal);
        Assert.Contains("With --from no server is asked.", _run.Error, StringComparison.Ordinal);
        Assert.Contains("\"no domain\" is no domain.", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutServerAndList_BothAreNamed()
    {
        Assert.Equal(64, await _run.RunAsync("users", "export"));

        Assert.Contains("or name a list of logins with --from", _run.Error, StringComparison.Ordinal);
        Assert.Contains("--login: It is missing.", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ForwardingOfAFamily_IsToldForOneAndForAll()
    {
        Assert.Equal(0, await _run.RunAsync("source", "forwarding", "--family", "Zimbra"));

        Assert.Contains("zmprov ma anna@old.example zimbraMailForwardingAddress anna@new.example", _run.Out, StringComparison.Ordinal);
        Assert.Contains("All of them", _run.Out, StringComparison.Ordinal);
        Assert.Contains("SPF", _run.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("doveadm", _run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ForwardingOfNoKnownFamily_IsRefusedWithTheKnownOnes()
    {
        Assert.Equal(64, await _run.RunAsync("source", "forwarding", "--family", "Pegasus"));

        Assert.Contains("\"Pegasus\" is none of its values. Write cpanel", _run.Error, StringComparison.Ordinal);
    }

    public void Dispose() => _run.Dispose();
}
