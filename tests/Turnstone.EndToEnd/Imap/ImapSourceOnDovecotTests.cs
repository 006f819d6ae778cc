using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using Turnstone.Connectors;
using Turnstone.Connectors.Imap;
using Turnstone.Engine.Checks;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Sandbox.Dovecot;
using Turnstone.Sandbox.SampleMail;
using Xunit;

namespace Turnstone.EndToEnd.Imap;

public class ImapSourceOnDovecotTests(ImapSourceFixture dovecot) : IClassFixture<ImapSourceFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryItem_IsListedNewestFirstAndFetchedByteForByte()
    {
        var sample = SmallMail.Mailbox(ImapSourceFixture.Person("demir"), 3000, folders: 3, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await MailLoader.LoadAsync(dovecot.Server, sample, Cancel);
        await using var mailbox = Open($"imaps://127.0.0.1:{dovecot.Server.ImapsPort}", Password("demir"));
        var started = Stopwatch.GetTimestamp();

        var folders = await mailbox.ListFoldersAsync(Cancel);
        Assert.Equal(3000, folders.Sum(folder => folder.Count));
        foreach (var folder in folders.Where(folder => folder.HoldsItems && folder.Count > 0))
        {
            var expected = sample.Folders.Single(candidate => candidate.Path.SequenceEqual(folder.Path.Names)).Messages().ToList();
            var listing = await mailbox.ListItemsAsync(folder, since: null, Cancel);
            var items = await listing.Items.ToListAsync(Cancel);
            Assert.Equal(Enumerable.Range(1, expected.Count).Reverse().Select(uid => (uint)uid), items.Select(item => item.Uid));
            foreach (var batch in items.Chunk(100))
            {
                await foreach (var fetched in mailbox.FetchAsync(folder, listing.UidValidity, batch, Cancel))
                {
                    var read = Assert.IsType<FetchedItem.Read>(fetched);
                    using var content = read.Content;
                    var original = expected[(int)read.Item.Uid - 1];
                    Assert.Equal(original.InternalDate, read.Item.Received);
                    Assert.Equal(original.ToArray(), BytesOf(content.OpenRead()));
                }
            }
        }

        TestContext.Current.SendDiagnosticMessage("3000 items in {0}", Stopwatch.GetElapsedTime(started));
    }

    [Fact]
    public async Task Reading_LeavesNoTrace()
    {
        var sample = SmallMail.Mailbox(ImapSourceFixture.Person("eun"), 20, folders: 1, new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await MailLoader.LoadAsync(dovecot.Server, sample, Cancel);
        await using var mailbox = Open($"imap://localhost:{dovecot.Server.ImapPort}", Password("eun"));
        var inbox = (await mailbox.ListFoldersAsync(Cancel)).Single(folder => folder.Role == FolderRole.Inbox);
        var before = await mailbox.ListItemsAsync(inbox, since: null, Cancel);
        var items = await before.Items.ToListAsync(Cancel);

        await foreach (var fetched in mailbox.FetchAsync(inbox, before.UidValidity, items, Cancel))
        {
            Assert.IsType<FetchedItem.Read>(fetched).Content.Dispose();
        }

        var after = await (await mailbox.ListItemsAsync(inbox, since: null, Cancel)).Items.ToListAsync(Cancel);
        Assert.Equal(items.Select(item => (item.Uid, item.Flags)), after.Select(item => (item.Uid, item.Flags)));
        Assert.Contains(items, item => !item.Flags.HasFlag(ItemFlags.Seen));
    }

    [Theory]
    [InlineData("imaps", false)]
    [InlineData("imap", true)]
    public async Task Administrator_OpensAUsersMailbox(string scheme, bool byAuthorizationId)
    {
        var master = ImapSourceFixture.Master;
        ImapSignIn signIn = byAuthorizationId
            ? new ImapSignIn.AuthorizationId("empty@old.example", master.Name, new Secret(master.Password))
            : new ImapSignIn.MasterUser("empty@old.example", master.Name, new Secret(master.Password));
        var port = scheme == "imaps" ? dovecot.Server.ImapsPort : dovecot.Server.ImapPort;
        await using var mailbox = Open($"{scheme}://127.0.0.1:{port}", signIn);

        await mailbox.VerifyAsync(Cancel);
    }

    [Fact]
    public async Task UnknownAuthority_IsRefusedWithTheWayToTrustIt()
    {
        await using var mailbox = Open($"imaps://127.0.0.1:{dovecot.Server.ImapsPort}", Password("empty"), trusted: false);

        var error = await Assert.ThrowsAsync<SessionException>(() => mailbox.VerifyAsync(Cancel));

        Assert.Equal(FailureCodes.SourceCertificate, error.Failure.Code);
        Assert.Contains("--trust", error.Failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WrongPassword_IsASignInFailureWithTheServersWords()
    {
        await using var mailbox = Open($"imaps://127.0.0.1:{dovecot.Server.ImapsPort}", new ImapSignIn.Password("empty@old.example", new Secret("wrong")));

        var error = await Assert.ThrowsAsync<SessionException>(() => mailbox.VerifyAsync(Cancel));

        Assert.Equal(FailureCodes.SourceSignIn, error.Failure.Code);
        Assert.Contains("AUTHENTICATIONFAILED", error.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectivityTest_PassesAndTellsTheCertificate()
    {
        var options = Options($"imaps://127.0.0.1:{dovecot.Server.ImapsPort}", Password("empty"), trusted: true);

        var steps = await new ImapConnectivityTest(options, signsIn: true, TimeProvider.System).RunAsync(Cancel).ToListAsync(Cancel);

        Assert.All(steps, step => Assert.True(step.Outcome is TestOutcome.Ok or TestOutcome.Skipped, $"{step}"));
        Assert.Contains("valid until", steps.Single(step => step.Name == "TLS").Detail, StringComparison.Ordinal);
    }

    private static ImapSignIn.Password Password(string name) =>
        new(ImapSourceFixture.Account(name).Name, new Secret(ImapSourceFixture.Account(name).Password));

    private static byte[] BytesOf(Stream stream)
    {
        using var source = stream;
        using var bytes = new MemoryStream();
        source.CopyTo(bytes);
        return bytes.ToArray();
    }

    private ImapSourceMailbox Open(string endpoint, ImapSignIn signIn, bool trusted = true) =>
        new(Options(endpoint, signIn, trusted), TimeProvider.System);

    private ImapSourceOptions Options(string endpoint, ImapSignIn signIn, bool trusted) => new()
    {
        Endpoint = ImapEndpoint.Parse(endpoint),
        SignIn = signIn,
        TrustedAuthorities = trusted ? [X509CertificateLoader.LoadCertificateFromFile(dovecot.Server.AuthorityPath)] : [],
    };
}
