using System.Net;
using Turnstone.Client;
using Turnstone.Client.Actions;
using Turnstone.Client.People;
using Turnstone.Storage.Agents;
using Turnstone.Testing.Mail;
using Xunit;

namespace Turnstone.Tests.Server;

public sealed class PasswordTests : IAsyncLifetime
{
    private const string Fresh = "a wholly new password";

    private readonly SmtpListener _mail = new();
    private ServerWorld _world = null!;
    private Guid _workgroup;
    private string _email = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await ServerWorld.StartAsync(mail: _mail);
        _workgroup = await _world.AddWorkgroupAsync();
        _email = await _world.AddAgentAsync(_workgroup, Role.Associate);
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await _mail.DisposeAsync();
    }

    [Fact]
    public async Task PasswordChanged_SessionsElsewhereEnd_AndThisOneGoesOn()
    {
        var (here, elsewhere) = (await _world.SignedInAsync(_email), await _world.SignedInAsync(_email));

        await Change(here, "wrong", Fresh).AssertRefusedAsync(HttpStatusCode.BadRequest, "agent/password-wrong");
        await Change(here, ServerWorld.Password, "short").AssertRefusedAsync(HttpStatusCode.BadRequest, "agent/password-weak");
        await ServerWorld.WhoAsync(elsewhere);
        Assert.Equal(HttpStatusCode.NoContent, (await Change(here, ServerWorld.Password, Fresh)).StatusCode);

        Assert.Equal(HttpStatusCode.Unauthorized, (await elsewhere.SendAsync(HttpMethod.Get, "session")).StatusCode);
        await ServerWorld.WhoAsync(here);
        await SignIn(ServerWorld.Password).AssertRefusedAsync(HttpStatusCode.Unauthorized, "session/wrong");
        await SignIn(Fresh).ReadAsync<SessionInfo>();
        Assert.Equal(["changed the password"], await LinesAsync());
        Assert.Equal("Your password for Turnstone was changed", (await ReceiveAsync()).Message.Subject);
    }

    [Fact]
    public async Task FiveWrongPresentPasswords_LockTheAccount()
    {
        var client = await _world.SignedInAsync(_email);
        for (var attempt = 1; attempt <= 4; attempt++)
        {
            await Change(client, "wrong", Fresh).AssertRefusedAsync(HttpStatusCode.BadRequest, "agent/password-wrong");
        }

        await Change(client, "wrong", Fresh).AssertRefusedAsync(HttpStatusCode.Unauthorized, "session/locked");
        await Change(client, ServerWorld.Password, Fresh).AssertRefusedAsync(HttpStatusCode.Unauthorized, "session/locked");
        Assert.Equal(["locked out"], await LinesAsync());
    }

    [Fact]
    public async Task LinkByMail_SetsANewPassword_Once_AndEndsSessions()
    {
        var session = await _world.SignedInAsync(_email);
        await AskAsync($" {_email.ToUpperInvariant()} ");
        var mail = await ReceiveAsync();

        Assert.Equal((_email, "A new password for Turnstone"), (Assert.Single(mail.Recipients), mail.Message.Subject));
        Assert.Contains($"href=\"{ServerWorld.Address}/password-reset?code={mail.Code}\"", mail.Html, StringComparison.Ordinal);
        await Reset(mail.Code, "short").AssertRefusedAsync(HttpStatusCode.BadRequest, "agent/password-weak");
        Assert.Equal(HttpStatusCode.NoContent, (await Reset(mail.Code, Fresh)).StatusCode);

        await Reset(mail.Code, Fresh).AssertRefusedAsync(HttpStatusCode.BadRequest, "password-reset/code");
        Assert.Equal(HttpStatusCode.Unauthorized, (await session.SendAsync(HttpMethod.Get, "session")).StatusCode);
        await SignIn(ServerWorld.Password).AssertRefusedAsync(HttpStatusCode.Unauthorized, "session/wrong");
        await SignIn(Fresh).ReadAsync<SessionInfo>();
        Assert.Equal(["set a new password by mail"], await LinesAsync());
        Assert.Equal("Your password for Turnstone was changed", (await ReceiveAsync()).Message.Subject);
    }

    [Fact]
    public async Task AddressNobodyHas_IsAnsweredTheSame_AndGetsNothing()
    {
        using var known = await Ask(_email);
        using var unknown = await Ask("nobody@msp.example");

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (known.StatusCode, unknown.StatusCode));
        Assert.Equal(await known.Content.ReadAsStringAsync(Cancel), await unknown.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(_email, Assert.Single((await ReceiveAsync()).Recipients));
        Assert.Equal(0, _mail.Waiting);
    }

    [Fact]
    public async Task Link_HoldsAnHour()
    {
        await AskAsync(_email);
        var code = (await ReceiveAsync()).Code;

        _world.Time.Advance(TimeSpan.FromHours(1));

        await Reset(code, Fresh).AssertRefusedAsync(HttpStatusCode.BadRequest, "password-reset/code");
        await SignIn(ServerWorld.Password).ReadAsync<SessionInfo>();
    }

    [Fact]
    public async Task AskedAgain_OnlyTheLatestLinkHolds_AndAtOnceNoneIsSent()
    {
        await AskAsync(_email);
        var first = (await ReceiveAsync()).Code;
        await AskAsync(_email);
        await _world.SendMailsAsync();
        Assert.Equal(0, _mail.Waiting);

        _world.Time.Advance(TimeSpan.FromMinutes(1));
        await AskAsync(_email);
        var second = (await ReceiveAsync()).Code;

        await Reset(first, Fresh).AssertRefusedAsync(HttpStatusCode.BadRequest, "password-reset/code");
        Assert.Equal(HttpStatusCode.NoContent, (await Reset(second, Fresh)).StatusCode);
    }

    [Fact]
    public async Task NewPasswordByMail_UnlocksTheAccount()
    {
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            await SignIn("wrong");
        }

        await SignIn(ServerWorld.Password).AssertRefusedAsync(HttpStatusCode.Unauthorized, "session/locked");
        await AskAsync(_email);
        await Reset((await ReceiveAsync()).Code, Fresh);

        await SignIn(Fresh).ReadAsync<SessionInfo>();
    }

    [Fact]
    public async Task TwoWhoUseTheLinkAtOnce_DoNotBothSetAPassword()
    {
        await AskAsync(_email);
        var code = (await ReceiveAsync()).Code;

        var answers = await Task.WhenAll(Enumerable.Range(1, 4).Select(number => Reset(code, $"{Fresh} {number}")));

        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.NoContent));
        Assert.All(answers, answer => Assert.True((int)answer.StatusCode < 500));
    }

    [Fact]
    public async Task ServerWithoutMail_SaysSo_WhoeverAsks()
    {
        await using var world = await ServerWorld.StartAsync();

        await world.Stranger().SendAsync(HttpMethod.Post, "password-reset", new ResetRequest { Email = "nobody@msp.example" })
            .AssertRefusedAsync(HttpStatusCode.Conflict, "mail/not-set-up");
    }

    private async Task<ReceivedMail> ReceiveAsync()
    {
        await _world.SendMailsAsync();
        return await _mail.NextAsync(Cancel);
    }

    private async Task<IEnumerable<string>> LinesAsync()
    {
        var administrator = await _world.SignedInAsync(_workgroup);
        return (await administrator.SendAsync(HttpMethod.Get, "actions?kind=Agent").ReadAsync<Paged<ActionInfo>>()).Items.Select(line => line.Action);
    }

    private async Task AskAsync(string email) => Assert.Equal(HttpStatusCode.Accepted, (await Ask(email)).StatusCode);

    private Task<HttpResponseMessage> Ask(string email) => _world.Stranger().SendAsync(HttpMethod.Post, "password-reset", new ResetRequest { Email = email });

    private Task<HttpResponseMessage> Reset(string code, string password) =>
        _world.Stranger().SendAsync(HttpMethod.Post, "password-reset/finish", new ResetDraft { Code = code, Password = password });

    private Task<HttpResponseMessage> SignIn(string password) =>
        _world.Stranger().SendAsync(HttpMethod.Post, "session", new SignInDraft { Email = _email, Password = password });

    private static Task<HttpResponseMessage> Change(HttpClient client, string current, string password) =>
        client.SendAsync(HttpMethod.Put, "agent/password", new PasswordDraft { Current = current, Password = password });
}
