using System.Security.Cryptography.X509Certificates;
using Turnstone.Connectors;
using Turnstone.Connectors.Imap;
using Turnstone.Engine.Failures;
using Turnstone.Sandbox.Dovecot;
using Xunit;

namespace Turnstone.EndToEnd.Servers;

/// <summary>A real Dovecot counts who tried what, and how often.</summary>
public sealed class DovecotPasswordTests : IAsyncLifetime
{
    private static readonly DovecotAccount Master = new("admin", "the \"master's\" \\ schlüssel");

    private static readonly DovecotAccount[] People =
    [
        new("plain@old.example", "s3cret"), new("blank@old.example", " two  words "), new("quote@old.example", "a\"b\\c'd"), new("umlaut@old.example", "größe€ñ"),
        new("long@old.example", new string('x', 200)), new("cyrillic@old.example", "пароль"),
    ];

    private DovecotServer _server = null!;

    public static TheoryData<int> Everybody => [.. Enumerable.Range(0, People.Length)];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var installation = await DovecotPackage.EnsureAsync(Console.WriteLine, CancellationToken.None);
        _server = await DovecotServer.StartAsync(
            installation,
            new DovecotOptions { Accounts = People, Master = Master, FurtherMechanisms = ["cram-md5", "scram-sha-1", "scram-sha-256"] },
            TimeProvider.System,
            CancellationToken.None);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task OddPassword_IsRightWithinTlsAndInTheClear(int person)
    {
        await OpensAsync(Own(People[person]), $"imaps://127.0.0.1:{_server.ImapsPort}");
        await OpensAsync(Own(People[person]), $"imap://127.0.0.1:{_server.ImapPort}?tls=none");

        var log = await LogAsync();
        Assert.Contains("method=PLAIN", log, StringComparison.Ordinal);
        Assert.Contains("method=SCRAM-SHA-256", log, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Everybody))]
    public async Task Administrator_OpensEveryMailboxInEitherForm(int person)
    {
        var run = new ImapSignIns();
        var secret = new Secret(Master.Password);

        await OpensAsync(new ImapSignIn.MasterUser(People[person].Name, Master.Name, secret), run: run);
        await OpensAsync(new ImapSignIn.AuthorizationId(People[person].Name, Master.Name, secret), run: run);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task WrongAdministratorPassword_IsOneTryForAllMailboxesAtOnce(bool byAuthorizationId)
    {
        var run = new ImapSignIns();
        var wrong = new Secret("wr0ng");

        var failures = await Task.WhenAll(People.Select(person => FailureAsync(
            byAuthorizationId ? new ImapSignIn.AuthorizationId(person.Name, Master.Name, wrong) : new ImapSignIn.MasterUser(person.Name, Master.Name, wrong), run)));

        Assert.All(failures, failure => Assert.Equal((FailureCodes.SourceSignIn, RetryAdvice.No), (failure.Code, failure.Retry)));
        Assert.Equal(1, await FailedTriesAsync());
    }

    [Fact]
    public async Task WrongPassword_IsOneTryHoweverManyConnectionsWantIn()
    {
        var run = new ImapSignIns();

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => FailureAsync(new ImapSignIn.Password(People[0].Name, new Secret("wr0ng")), run)));
        await OpensAsync(Own(People[1]), run: run);

        Assert.Equal(1, await FailedTriesAsync());
    }

    private static ImapSignIn.Password Own(DovecotAccount person) => new(person.Name, new Secret(person.Password));

    private async Task OpensAsync(ImapSignIn signIn, string? endpoint = null, ImapSignIns? run = null)
    {
        await using var mailbox = Open(signIn, endpoint, run);
        await mailbox.VerifyAsync(Cancel);
    }

    private async Task<Failure> FailureAsync(ImapSignIn signIn, ImapSignIns run)
    {
        await using var mailbox = Open(signIn, endpoint: null, run);
        var error = await Assert.ThrowsAsync<SessionException>(() => mailbox.VerifyAsync(Cancel));
        Assert.DoesNotContain("wr0ng", error.ToString(), StringComparison.Ordinal);
        return error.Failure;
    }

    private ImapSourceMailbox Open(ImapSignIn signIn, string? endpoint, ImapSignIns? run) => new(
        new ImapSourceOptions
        {
            Endpoint = ImapEndpoint.Parse(endpoint ?? $"imaps://127.0.0.1:{_server.ImapsPort}"),
            SignIn = signIn,
            SignIns = run ?? new ImapSignIns(),
            TrustedAuthorities = [X509CertificateLoader.LoadCertificateFromFile(_server.AuthorityPath)],
        },
        TimeProvider.System);

    /// <summary>Dovecot says of each connection how many tries it had, a moment after that ended.</summary>
    private async Task<int> FailedTriesAsync()
    {
        while (!(await LogAsync()).Contains("auth failed", StringComparison.Ordinal))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), Cancel);
        }

        await _server.StopAsync();
        var log = await LogAsync();
        Assert.DoesNotMatch("auth failed, ([2-9]|1[0-9])", log);
        return log.Split("auth failed, 1 attempts").Length - 1;
    }

    private Task<string> LogAsync() => File.ReadAllTextAsync(_server.LogPath, Cancel);
}
