using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Web;
using Turnstone.Connectors;
using Turnstone.Connectors.Imap;
using Turnstone.Connectors.Imap.Tokens;
using Turnstone.Engine.Checks;
using Turnstone.Engine.Failures;
using Turnstone.Sandbox.Dovecot;
using Xunit;

namespace Turnstone.EndToEnd.Servers;

/// <summary>Tokens judged by Dovecot itself, SCRAM, and the way that is offered when the one told does not work.</summary>
public sealed class DovecotSignInTests : IAsyncLifetime
{
    private static readonly DovecotAccount Anna = new("anna@old.example", "anna's secret");
    private readonly TokenJudge _judge = new("t0ken", Anna.Name);
    private DovecotServer _server = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _server = await StartAsync(new DovecotOptions { Accounts = [Anna], FurtherMechanisms = ["scram-sha-256"], TokenIntrospection = _judge.Address });

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await _judge.DisposeAsync();
    }

    [Fact]
    public async Task GoodToken_OpensTheMailbox()
    {
        await using var mailbox = Open(new ImapSignIn.Bearer(Anna.Name, new GivenToken(new Secret("t0ken"))));

        await mailbox.VerifyAsync(Cancel);

        Assert.Equal(1, _judge.Asked);
    }

    [Fact]
    public async Task ServerThatKnowsOAuthBearerAlone_JudgesTheTokenByIt()
    {
        await using var server = await StartAsync(new DovecotOptions { Accounts = [Anna], TokenIntrospection = _judge.Address, TokenMechanisms = ["oauthbearer"] });
        await using var right = Open(new ImapSignIn.Bearer(Anna.Name, new GivenToken(new Secret("t0ken"))), server);
        await using var wrong = Open(new ImapSignIn.Bearer(Anna.Name, new GivenToken(new Secret("expired"))), server);

        await right.VerifyAsync(Cancel);
        var error = await Assert.ThrowsAsync<SessionException>(() => wrong.VerifyAsync(Cancel));

        Assert.Equal((FailureCodes.SourceSignIn, RetryAdvice.No, 2), (error.Failure.Code, error.Failure.Retry, _judge.Asked));
        Assert.Contains("method=OAUTHBEARER", await File.ReadAllTextAsync(server.LogPath, Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("expired", "anna@old.example")]
    [InlineData("t0ken", "bert@old.example")]
    public async Task WrongToken_IsShownOnceAndNeverRepeated(string token, string user)
    {
        await using var mailbox = Open(new ImapSignIn.Bearer(user, new GivenToken(new Secret(token))));

        var error = await Assert.ThrowsAsync<SessionException>(() => mailbox.VerifyAsync(Cancel));

        Assert.Equal(FailureCodes.SourceSignIn, error.Failure.Code);
        Assert.Contains("AUTHENTICATIONFAILED", error.Failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain($"Bearer {token}", error.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, _judge.Asked);
    }

    [Fact]
    public async Task InTheClear_ScramProvesThePasswordWithoutSendingIt()
    {
        await using var right = Open(new ImapSignIn.Password(Anna.Name, new Secret(Anna.Password)), $"imap://127.0.0.1:{_server.ImapPort}?tls=none");
        await using var wrong = Open(new ImapSignIn.Password(Anna.Name, new Secret("wr0ng")), $"imap://127.0.0.1:{_server.ImapPort}?tls=none");

        await right.VerifyAsync(Cancel);
        var error = await Assert.ThrowsAsync<SessionException>(() => wrong.VerifyAsync(Cancel));

        Assert.Equal(FailureCodes.SourceSignIn, error.Failure.Code);
        Assert.DoesNotContain("wr0ng", error.ToString(), StringComparison.Ordinal);
        Assert.Contains("method=SCRAM-SHA-256", await File.ReadAllTextAsync(_server.LogPath, Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TlsOnThePortOfStartTls_IsAnsweredWithTheWayThatWorks()
    {
        var endpoint = $"imaps://127.0.0.1:{_server.ImapPort}";
        await using var mailbox = Open(new ImapSignIn.Password(Anna.Name, new Secret(Anna.Password)), endpoint);

        var error = await Assert.ThrowsAsync<SessionException>(() => mailbox.VerifyAsync(Cancel));
        var steps = await new ImapConnectivityTest(Options(new ImapSignIn.Password("", new Secret("")), endpoint, _server), signsIn: false, TimeProvider.System).RunAsync(Cancel).ToListAsync(Cancel);

        var remedy = $"imap://127.0.0.1:{_server.ImapPort} answers and upgrades by STARTTLS: use that.";
        Assert.Equal(remedy, error.Failure.Remedy);
        Assert.Contains(steps, step => step.Outcome == TestOutcome.Failed && step.Remedy == remedy);
        Assert.DoesNotContain("Login", await File.ReadAllTextAsync(_server.LogPath, Cancel), StringComparison.Ordinal);
    }

    private static async Task<DovecotServer> StartAsync(DovecotOptions options) => await DovecotServer.StartAsync(
        await DovecotPackage.EnsureAsync(Console.WriteLine, CancellationToken.None), options, TimeProvider.System, CancellationToken.None);

    private static ImapSourceMailbox Open(ImapSignIn signIn, DovecotServer server) =>
        new(Options(signIn, $"imaps://127.0.0.1:{server.ImapsPort}", server), TimeProvider.System);

    private ImapSourceMailbox Open(ImapSignIn signIn, string? endpoint = null) =>
        new(Options(signIn, endpoint ?? $"imaps://127.0.0.1:{_server.ImapsPort}", _server), TimeProvider.System);

    private static ImapSourceOptions Options(ImapSignIn signIn, string endpoint, DovecotServer server) => new()
    {
        Endpoint = ImapEndpoint.Parse(endpoint),
        SignIn = signIn,
        TrustedAuthorities = [X509CertificateLoader.LoadCertificateFromFile(server.AuthorityPath)],
    };

    /// <summary>An introspection endpoint (RFC 7662) that knows one token.</summary>
    private sealed class TokenJudge : IAsyncDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly Task _judging;

        public TokenJudge(string token, string user)
        {
            using var free = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
            free.Start();
            Address = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/introspect/");
            free.Stop();
            _listener.Prefixes.Add(Address.ToString());
            _listener.Start();
            _judging = JudgeAsync(token, user);
        }

        public Uri Address { get; }

        public int Asked { get; private set; }

        public async ValueTask DisposeAsync()
        {
            _listener.Close();
            await _judging;
        }

        private async Task JudgeAsync(string token, string user)
        {
            try
            {
                while (true)
                {
                    var context = await _listener.GetContextAsync();
                    using var reader = new StreamReader(context.Request.InputStream);
                    Asked++;
                    var isGood = HttpUtility.ParseQueryString(await reader.ReadToEndAsync())["token"] == token;
                    var answer = isGood ? $$"""{"active":true,"username":"{{user}}"}""" : """{"active":false}""";
                    context.Response.ContentType = "application/json";
                    context.Response.Close(Encoding.UTF8.GetBytes(answer), willBlock: false);
                }
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                // Closed.
            }
        }
    }
}
