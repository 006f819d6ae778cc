using Turnstone.Connectors;
using Turnstone.Connectors.Imap;
using Turnstone.EndToEnd.Migration;
using Turnstone.EndToEnd.Servers;
using Turnstone.Engine.Checks;
using Turnstone.Engine.Mailboxes;
using Turnstone.Sandbox.Cyrus;
using Turnstone.Sandbox.Imap;
using Turnstone.Testing;
using Xunit;
using static Turnstone.EndToEnd.Connectivity.TestedServer;

namespace Turnstone.EndToEnd.Connectivity;

/// <summary>What only a Cyrus shows: administrators by authorization identity, LOGINDISABLED, and its users to its administrators.</summary>
public sealed class CyrusConnectivityTests(CyrusSource cyrus) : IClassFixture<CyrusSource>
{
    private static readonly Secret AdministratorSecret = new(CyrusSource.Administrator.Password);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Imaps => $"imaps://127.0.0.1:{cyrus.Server.ImapsPort}";

    [Fact]
    public async Task SoundServer_IsTriedToItsEnd_AndMeasured()
    {
        var user = cyrus.Take();
        await cyrus.FillAsync(user, [new SeedFolder(FolderPath.Of("Projects"), [SeedMessage.Plain(1), SeedMessage.Plain(2)])], Cancel);
        var second = cyrus.Take();

        var steps = await RunAsync(Imaps, As(user.Name), cyrus.Server.AuthorityPath, options =>
            new ImapConnectivityTest(options, signsIn: true, TimeProvider.System) { Measures = true, MostConnections = 4, SecondMailbox = As(second.Name) });

        Assert.DoesNotContain(steps, step => step.Outcome is TestOutcome.Failed or TestOutcome.Warning);
        Assert.StartsWith("Cyrus: * OK", Find(steps, "Greeting").Detail, StringComparison.Ordinal);
        Assert.Equal($"cyrus (as {second.Name}) opens; 0 items in its inbox", Find(steps, "Second mailbox").Detail);
        Assert.Matches(@"^2 folders, 2 items, \d+ B( estimated by 2 of them)?: Projects 2 \(\d+ B\)$", Find(steps, "Folders").Detail);
        Assert.Equal("4 at once, and no more were tried", Find(steps, "Connections").Detail);
        Assert.Contains("by 2 messages of", Find(steps, "Reading").Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UserWhoIsNoAdministrator_MayNotOpenASecondMailbox()
    {
        var (user, other) = (cyrus.Take(), cyrus.Take());
        var secret = new Secret(user.Password);

        var steps = await RunAsync(Imaps, new ImapSignIn.Password(user.Name, secret), cyrus.Server.AuthorityPath, options =>
            new ImapConnectivityTest(options, signsIn: true, TimeProvider.System) { SecondMailbox = new ImapSignIn.AuthorizationId(other.Name, user.Name, secret) });

        var failed = Failure(steps, "Second mailbox");
        Assert.Contains($"may not open it: the same password opened {user.Name}.", failed.Detail, StringComparison.Ordinal);
        Assert.Contains("admins or proxyservers of imapd.conf", failed.Remedy, StringComparison.Ordinal);
        Assert.Equal(TestOutcome.Ok, Find(steps, "Folders").Outcome);
    }

    [Fact]
    public async Task MailboxThatIsNotThere_IsTheCause_ThoughTheSignInIsAccepted()
    {
        var steps = await RunAsync(Imaps, As(cyrus.Take().Name), cyrus.Server.AuthorityPath, options =>
            new ImapConnectivityTest(options, signsIn: true, TimeProvider.System) { SecondMailbox = As("ghost@old.example") });
        var alone = await RunAsync(Imaps, As("ghost@old.example"), cyrus.Server.AuthorityPath);

        Assert.StartsWith("There is no mailbox ghost@old.example", Failure(steps, "Second mailbox").Detail, StringComparison.Ordinal);
        Assert.Contains("There is no such mailbox", Failure(alone, "Folders").Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PasswordInTheClear_IsNotTaken_AndStartTlsIsOffered()
    {
        var user = cyrus.Take();

        var failed = Failure(await RunAsync($"imap://127.0.0.1:{cyrus.Server.StrictPort}?tls=none", new ImapSignIn.Password(user.Name, new Secret(user.Password)), authority: null), "Mechanisms");
        var upgraded = await RunAsync($"imap://127.0.0.1:{cyrus.Server.StrictPort}", new ImapSignIn.Password(user.Name, new Secret(user.Password)), cyrus.Server.AuthorityPath);

        Assert.StartsWith("There is no way to sign in: the server takes no password while the connection is in the clear (LOGINDISABLED).", failed.Detail, StringComparison.Ordinal);
        Assert.StartsWith($"Use imap://127.0.0.1:{cyrus.Server.StrictPort}, which upgrades by STARTTLS", failed.Remedy, StringComparison.Ordinal);
        Assert.Equal(TestOutcome.Ok, Find(upgraded, "Sign-in").Outcome);
    }

    [Fact]
    public async Task WrongPasswordOfTheAdministrator_IsTheCause()
    {
        var failed = Failure(await RunAsync(Imaps, new ImapSignIn.AuthorizationId(cyrus.Take().Name, "cyrus", new Secret("wr0ng")), cyrus.Server.AuthorityPath), "Sign-in");

        Assert.StartsWith("Check the administrator's password", failed.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Users_AreExportedAsTheListOfMailboxes()
    {
        cyrus.Take();

        var lines = await ExportAsync(cyrus.Port, CyrusSource.Administrator);

        Assert.Equal(61, lines.Length);
        Assert.Equal("Source Email,Source Login Name,Source Password,Destination Email,Destination Login Name,Destination Password,Flags", lines[0]);
        Assert.Contains("u7@old.example,u7,,u7@new.example,,,0", lines);
    }

    [Fact]
    public async Task UsersOfACyrusWithDots_AreExportedAsWell()
    {
        cyrus.Take();
        var options = new CyrusOptions { Accounts = [new("anna@old.example", "anna's secret"), new("bert@old.example", "bert's secret")], HasSlashes = false, HasFoldersBesideInbox = false };
        await using var server = await CyrusServer.StartAsync(options, TimeProvider.System, Cancel);
        using (var client = await LineClient.SignInAsync(server.ImapPort, options.Administrator, Cancel))
        {
            // A dot within a login is written as "^" where dots stand between names.
            await client.CommandAsync("CREATE \"user.carl^otto@old.example\"", Cancel);
        }

        var lines = await ExportAsync(server.ImapPort, options.Administrator);

        Assert.Equal(["anna@old.example,anna,,anna@new.example,,,0", "bert@old.example,bert,,bert@new.example,,,0", "carl.otto@old.example,carl.otto,,carl.otto@new.example,,,0"], lines.Skip(1));
    }

    private static async Task<string[]> ExportAsync(int port, MailAccount administrator)
    {
        var folder = Directory.CreateTempSubdirectory("turnstone-users-");
        try
        {
            var (password, list) = (Path.Combine(folder.FullName, "password"), Path.Combine(folder.FullName, "mailboxes.csv"));
            await File.WriteAllTextAsync(password, administrator.Password, Cancel);
            var exported = await TurnstoneProgram.RunAsync(
                ["users", "export", "--source", $"imap://127.0.0.1:{port}?tls=none", "--login", administrator.Name, "--password-file", password, "--source-domain", "old.example", "--destination-domain", "new.example", "--to", list],
                folder.FullName, Cancel);

            Assert.True(exported.Status == 0, exported.Output);
            return await File.ReadAllLinesAsync(list, Cancel);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static ImapSignIn.AuthorizationId As(string user) => new(user, CyrusSource.Administrator.Name, AdministratorSecret);
}
