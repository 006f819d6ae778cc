using System.Security.Cryptography.X509Certificates;
using Turnstone.Connectors;
using Turnstone.Connectors.Imap;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Testing;
using Xunit;

namespace Turnstone.EndToEnd.Servers;

/// <summary>Sign-ins at Cyrus and Courier, right and wrong.</summary>
public sealed class ServerSignInTests(CyrusSource cyrus, CourierSource courier) : IClassFixture<CyrusSource>, IClassFixture<CourierSource>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task CyrusAdministrator_OpensAUsersMailboxByAuthorizationId()
    {
        var user = cyrus.Take();
        await cyrus.FillAsync(user, [new SeedFolder(FolderPath.Of("Projects"), [SeedMessage.Plain(1)])], Cancel);
        await using var mailbox = cyrus.Open(new ImapSignIn.AuthorizationId(user.Name, CyrusSource.Administrator.Name, new Secret(CyrusSource.Administrator.Password)));

        var folders = await mailbox.ListFoldersAsync(Cancel);

        Assert.Equal(["INBOX", "Projects"], folders.Select(folder => folder.Path.ToString()));
        Assert.Equal(1, folders[1].Count);
    }

    [Fact]
    public async Task CyrusUser_MayNotOpenAnothersMailbox()
    {
        var (user, other) = (cyrus.Take(), cyrus.Take());
        await using var mailbox = cyrus.Open(new ImapSignIn.AuthorizationId(other.Name, user.Name, new Secret(user.Password)));

        var failure = await FailureAsync(mailbox);

        Assert.Contains("Cyrus: admins or proxyservers", failure.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CyrusInTheClear_IsSignedInToByScramAndNotByPlain()
    {
        var user = cyrus.Take();
        await using var right = cyrus.Open(new ImapSignIn.Password(user.Name, new Secret(user.Password)));
        await using var wrong = cyrus.Open(new ImapSignIn.Password(user.Name, new Secret("wr0ng")));

        await right.VerifyAsync(Cancel);
        var failure = await FailureAsync(wrong);

        Assert.DoesNotContain("wr0ng", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CyrusWithinTls_OpensTheMailbox(bool fromTheFirstByte)
    {
        var user = cyrus.Take();
        var endpoint = fromTheFirstByte ? $"imaps://127.0.0.1:{cyrus.Server.ImapsPort}" : $"imap://127.0.0.1:{cyrus.Port}";
        var options = new ImapSourceOptions
        {
            Endpoint = ImapEndpoint.Parse(endpoint),
            SignIn = new ImapSignIn.Password(user.Name, new Secret(user.Password)),
            TrustedAuthorities = [X509CertificateLoader.LoadCertificateFromFile(cyrus.Server.AuthorityPath)],
        };
        await using var mailbox = new ImapSourceMailbox(options, TimeProvider.System);

        await mailbox.VerifyAsync(Cancel);
    }

    [Fact]
    public async Task CourierPassword_OpensTheMailboxOrIsRefusedInWords()
    {
        var user = courier.Take();
        await using var right = courier.Open(new ImapSignIn.Password(user.Name, new Secret(user.Password)));
        await using var wrong = courier.Open(new ImapSignIn.Password(user.Name, new Secret("wr0ng")));

        await right.VerifyAsync(Cancel);
        var failure = await FailureAsync(wrong);

        Assert.Contains("NO", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wr0ng", failure.ToString(), StringComparison.Ordinal);
    }

    private static async Task<Failure> FailureAsync(ImapSourceMailbox mailbox)
    {
        var error = await Assert.ThrowsAsync<SessionException>(() => mailbox.VerifyAsync(Cancel));
        Assert.Equal(FailureCodes.SourceSignIn, error.Failure.Code);
        Assert.Equal(RetryAdvice.No, error.Failure.Retry);
        return error.Failure;
    }
}
