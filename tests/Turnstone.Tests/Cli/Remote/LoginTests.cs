using System.Net;
using Turnstone.Client.People;
using Turnstone.Server.Security;
using Turnstone.Storage.Agents;
using Turnstone.Tests.Server;
using Xunit;

namespace Turnstone.Tests.Cli.Remote;

public sealed class LoginTests : IAsyncLifetime
{
    private ServerWorld _world = null!;
    private RemoteRun _run = null!;
    private Guid _workgroup;
    private string _email = "";

    public async ValueTask InitializeAsync()
    {
        _world = await ServerWorld.StartAsync();
        _run = new RemoteRun(_world);
        _workgroup = await _world.AddWorkgroupAsync("Moves");
        _email = await _world.AddAgentAsync(_workgroup, Role.Administrator);
    }

    public ValueTask DisposeAsync()
    {
        _run.Dispose();
        return _world.DisposeAsync();
    }

    [Fact]
    public async Task LoginByPassword_MakesATokenThatOnlyItsOwnerReads_AndLogoutTakesItBack()
    {
        var said = await SignInAsync();

        Assert.Equal((0, ""), (said.Status, said.Error));
        Assert.Equal($"Signed in at http://localhost/ as The Administrator ({_email}), administrator of the workgroup Moves.\n", said.Out);
        var kept = await File.ReadAllTextAsync(_run.LoginFile, TestContext.Current.CancellationToken);
        Assert.Contains("tst_", kept, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_run.LoginFile));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(_run.LoginFile)!));
        }

        Assert.Equal("None.\n", await _run.FineAsync("customer", "list"));
        Assert.Equal("Signed out of http://localhost/.\n", await _run.FineAsync("logout"));
        Assert.False(File.Exists(_run.LoginFile));
        Assert.Empty(await (await _world.SignedInAsync(_email)).SendAsync(HttpMethod.Get, "tokens").ReadAsync<IReadOnlyList<TokenInfo>>());
        Assert.Equal(77, (await _run.RunAsync("customer", "list")).Status);
    }

    [Fact]
    public async Task TokenOnes_AreTriedBeforeTheyAreKept_AndNeverShown()
    {
        var good = _run.Write("good", await TokenAsync(AccessScope.Read));
        var bad = _run.Write("bad", "tst_marked-token\n");

        var refused = await _run.RunAsync("login", "--server", RemoteRun.Server, "--token-file", bad);
        Assert.Equal(77, refused.Status);
        Assert.DoesNotContain("marked-token", refused.Out + refused.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_run.LoginFile));

        var said = await _run.RunAsync("login", "--server", RemoteRun.Server, "--token-file", good);
        Assert.Equal(0, said.Status);
        Assert.DoesNotContain("tst_", said.Out + said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SecondStep_IsAskedFor()
    {
        var client = await _world.SignedInAsync(_email);
        var key = (await client.SendAsync(HttpMethod.Post, "agent/two-step").ReadAsync<TwoStepKey>()).SharedKey;
        await client.SendAsync(HttpMethod.Post, "agent/two-step/confirm", new TwoStepCode { Code = AuthenticatorCodes.CodeAt(key, _world.Time.GetUtcNow()) }).ReadAsync<RecoveryCodes>();
        _world.Time.Advance(TimeSpan.FromSeconds(30));

        var without = await SignInAsync();
        Assert.Equal(77, without.Status);
        Assert.Contains("authenticator", without.Error, StringComparison.Ordinal);

        _run.Typed["Code of your authenticator"] = AuthenticatorCodes.CodeAt(key, _world.Time.GetUtcNow());
        Assert.Equal(0, (await SignInAsync()).Status);
    }

    [Fact]
    public async Task LoginsToken_GoesToNoOtherServer()
    {
        await SignInAsync();
        _run.Network = () => throw new InvalidOperationException("It was sent.");

        var said = await _run.RunAsync("customer", "list", "--server", "http://other.example");

        Assert.Equal(77, said.Status);
        Assert.Contains("Nobody is signed in at http://other.example", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Variables_StandForALogin()
    {
        _run.Variables["TURNSTONE_SERVER"] = RemoteRun.Server;
        _run.Variables["TURNSTONE_TOKEN"] = await TokenAsync(AccessScope.Read);

        Assert.Equal("None.\n", await _run.FineAsync("project", "list"));
        Assert.False(File.Exists(_run.LoginFile));
    }

    [Fact]
    public async Task TokenThatMayOnlyLook_IsToldSo()
    {
        _run.Variables["TURNSTONE_SERVER"] = RemoteRun.Server;
        _run.Variables["TURNSTONE_TOKEN"] = await TokenAsync(AccessScope.Read);

        var said = await _run.RunAsync("customer", "add", "Example", "--domain", "example.com");

        Assert.Equal((77, "This token's scope does not reach that far: make one with a wider scope.\n"), (said.Status, said.Error));
    }

    [Fact]
    public async Task PasswordOnTheCommandLine_IsRefused_AndNotRepeated()
    {
        var said = await _run.RunAsync("login", "--server", RemoteRun.Server, "--email", _email, "--password", "hunter2");

        Assert.Equal(64, said.Status);
        Assert.DoesNotContain("hunter2", said.Error, StringComparison.Ordinal);
        Assert.Contains("TURNSTONE_PASSWORD", said.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OptionsThatGoWithAnAddress_AreRefusedWithout()
    {
        var said = await _run.RunAsync("login", "--server", "ftp://x", "--scope", "read", "--days", "400");

        Assert.Equal(64, said.Status);
        Assert.Contains("--server: It is no address of a server.", said.Error, StringComparison.Ordinal);
        Assert.Contains("--scope: It goes with --email alone.", said.Error, StringComparison.Ordinal);
        Assert.Contains("--days: \"400\"", said.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(HttpStatusCode.MovedPermanently, "", "sends on to another address")]
    [InlineData(HttpStatusCode.OK, "<html>", "no answer of Turnstone's")]
    [InlineData(HttpStatusCode.BadGateway, "", "502")]
    public async Task AnswerOfSomethingElse_IsToldInASentence(HttpStatusCode status, string body, string expected)
    {
        var said = await ElsewhereAsync(() => new HttpResponseMessage(status) { Content = new StringContent(body) });

        Assert.Equal(69, said.Status);
        Assert.Contains(expected, said.Error, StringComparison.Ordinal);
        Assert.Single(said.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task ServerThatIsNotThere_OrWhoseCertificateIsNobodys_IsToldInASentence()
    {
        var gone = await ElsewhereAsync(() => throw new HttpRequestException("Connection refused (localhost:80)"));
        var unknown = await ElsewhereAsync(() => throw new HttpRequestException("SSL", new System.Security.Authentication.AuthenticationException("untrusted root")));
        var slow = await ElsewhereAsync(() => throw new TaskCanceledException("late", new TimeoutException()));

        Assert.Equal((69, "http://localhost/ cannot be reached: Connection refused (localhost:80). Look whether it runs, and whether the address is right.\n"), (gone.Status, gone.Error));
        Assert.Equal(69, unknown.Status);
        Assert.StartsWith("The certificate of http://localhost/ is not one this machine believes.", unknown.Error, StringComparison.Ordinal);
        Assert.Equal((69, "http://localhost/ did not answer in time. Try again later.\n"), (slow.Status, slow.Error));
    }

    private Task<RemoteRun.Said> ElsewhereAsync(Func<HttpResponseMessage> answer)
    {
        _run.Network = () => new Answering(answer);
        _run.Variables["TURNSTONE_SERVER"] = RemoteRun.Server;
        _run.Variables["TURNSTONE_TOKEN"] = "tst_x";
        return _run.RunAsync("customer", "list");
    }

    private Task<RemoteRun.Said> SignInAsync() =>
        _run.RunAsync("login", "--server", RemoteRun.Server, "--email", _email, "--password-file", _run.Write("password", ServerWorld.Password + "\n"));

    private async Task<string> TokenAsync(AccessScope scope) =>
        (await (await _world.SignedInAsync(_email)).SendAsync(HttpMethod.Post, "tokens", new TokenDraft { Name = "Script", Scope = scope }).ReadAsync<NewToken>()).Token;

    private sealed class Answering(Func<HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer());
    }
}
