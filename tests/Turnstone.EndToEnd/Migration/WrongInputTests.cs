using Xunit;

namespace Turnstone.EndToEnd.Migration;

/// <summary>Whatever an operator gets wrong: one clear message with side, cause and remedy, the documented status, and nothing touched.</summary>
public sealed class WrongInputTests(WrongInputWorld fixture) : IClassFixture<WrongInputWorld>
{
    private MigrationWorld World => fixture.World;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> WrongServers => new()
    {
        { "--source imaps://no-such-host.invalid", "source/unreachable", "no-such-host.invalid" },
        { "--source imaps://127.0.0.1:1", "source/unreachable", "port 1" },
        { "--source imaps://127.0.0.1:{plain-imap}", "source/unreachable", "imap://" },
        { "--destination https://no-such-host.invalid/EWS/Exchange.asmx", "destination/unreachable", "no-such-host.invalid" },
        { "--destination https://127.0.0.1:1/EWS/Exchange.asmx", "destination/unreachable", "port" },
        { "--destination {exchange}/elsewhere/other.asmx", "destination/not-exchange", "/EWS/Exchange.asmx" },
        { "--destination-login svc-none@new.example", "destination/access-denied", "FullAccess" },
        { "--destination-login svc-none@new.example --access impersonate", "destination/impersonation-denied", "ApplicationImpersonation" },
    };

    [Theory]
    [MemberData(nameof(WrongServers))]
    public async Task WrongServerOrRight_FailsTheMailbox_WithSideCauseAndRemedy(string options, string code, string word)
    {
        var filled = options
            .Replace("{plain-imap}", World.Dovecot.ImapPort.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{exchange}", World.Exchange.EwsUrl.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);

        var result = await World.MigrateAsync([.. filled.Split(' ')]);

        AssertFailed(result, code, word);
    }

    [Theory]
    [InlineData("source", "source/certificate")]
    [InlineData("destination", "destination/certificate")]
    public async Task UnknownAuthority_IsRefused_WithTheWayToTrustIt(string side, string code)
    {
        var command = World.Command().ToList();
        command.RemoveRange(command.LastIndexOf(side == "source" ? World.Dovecot.AuthorityPath : World.ExchangeAuthorityPath) - 1, 2);

        var result = await World.RunAsync(command);

        AssertFailed(result, code, "--trust");
    }

    [Fact]
    public async Task UnknownMailboxAtTheDestination_IsNamed()
    {
        var list = World.WriteList("unknown.csv", person => "nobody-" + MigrationWorld.NewAccount(person).Address);

        var result = await World.MigrateAsync("--mailboxes", list);

        AssertFailed(result, "destination/mailbox-not-found", "nobody-");
    }

    [Fact]
    public async Task WrongPasswordAtTheDestination_IsTriedOnce_ForAllMailboxesTogether()
    {
        var password = World.WriteFile("wrong-password", "not this one");

        var result = await World.MigrateAsync("--destination-password-file", password);

        AssertFailed(result, "destination/sign-in", "password");

        // The account would be locked by now, had each mailbox tried for itself: five bad tries do it here.
        var right = await World.MigrateAsync("--pass", "verify");
        Assert.True(right.Status == 0, right.Output);
    }

    [Fact]
    public async Task WrongPasswordAtTheSource_IsTriedOnce_AMailbox()
    {
        var list = World.WriteList("wrong.csv", person => MigrationWorld.NewAccount(person).Address, oldPassword: "not this one");
        var before = SourceRefusals();

        var result = await World.MigrateAsync("--mailboxes", list);

        AssertFailed(result, "source/sign-in", "password");
        Assert.Equal(before + World.People.Count, SourceRefusals());
    }

    [Fact]
    public async Task EveryFaultOfTheListAndTheOptions_IsToldAtOnce_AndNothingIsStarted()
    {
        var list = World.WriteFile("bad.csv", """
            Source Email,Source Login Name,Source Password,Destination Email,Destination Login Name,Destination Password,Flags,Shoe Size
            anna,,x,a@new.example,,,,
            b@old.example,,x,b@new.example,,,,
            B@old.example,,x,c@new.example,,,,
            c@old.example,,,not an address,,,,

            """);
        var state = Path.Combine(World.Folder, "never-made");

        var result = await TurnstoneProgram.RunAsync(
            World.Command(
                "--mailboxes", list, "--state", state, "--folder-filter", "((", "--older-than", "yesterday-ish", "--option", "FolderMaping=\"a->b\"", "--report", "x.pdf", "--surely-not"),
            World.Folder,
            Cancel);

        Assert.True(result.Status == 64, result.Output);
        foreach (var words in new[]
                 {
                     "row 2, column \"Source Email\"", "row 4, column \"Source Email\"", "row 5, column \"Source Password\"", "row 5, column \"Destination Email\"",
                     "--folder-filter:", "--older-than:", "--option:", "--report:", "--surely-not:", "Shoe Size", "nothing was started",
                 })
        {
            Assert.Contains(words, result.Output, StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(state));
        Assert.Empty(result.StandardOutput);
    }

    [Fact]
    public async Task MissingColumn_IsNamed()
    {
        var list = World.WriteFile("columns.csv", "Source Email,Source Password\na@old.example,x\n");

        var result = await TurnstoneProgram.RunAsync(World.Command("--mailboxes", list), World.Folder, Cancel);

        Assert.True(result.Status == 64, result.Output);
        Assert.Contains("Destination Email", result.Output, StringComparison.Ordinal);
    }

    private static void AssertFailed(MigrationResult result, string code, string word)
    {
        Assert.True(result.Status == 3, result.Output);
        Assert.All(result.Report.Mailboxes, mailbox =>
        {
            Assert.Equal(("Failed", "Poor", code), (mailbox.Status, mailbox.Grade, mailbox.Failure?.Code));
            Assert.Equal(code.Split('/')[0], mailbox.Failure!.Side);
            Assert.NotEmpty(mailbox.Failure.Message);
            Assert.NotEmpty(mailbox.Failure.Remedy);
            Assert.Contains(word, mailbox.Failure.Message + mailbox.Failure.Remedy, StringComparison.OrdinalIgnoreCase);
            Assert.Equal(0, mailbox.Totals.Copied);
        });

        // On the screen it stands once, however many mailboxes share it.
        Assert.Contains(code, result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("not this one", result.Output, StringComparison.Ordinal);
    }

    private int SourceRefusals() => File.ReadLines(World.Dovecot.LogPath).Count(line => line.Contains("auth failed", StringComparison.Ordinal));
}
