using System.Net;
using System.Text.Json.Nodes;
using System.Web;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using Turnstone.Client.OpenId;
using Turnstone.Client.People;
using Turnstone.Server.OpenId;
using Turnstone.Storage.Agents;
using Turnstone.Storage.Plane;
using Xunit;

namespace Turnstone.Tests.Server.OpenId;

/// <summary>Sign-in by a real provider that may lie, and by browsers that come back with what is none of theirs.</summary>
public sealed class OpenIdSignInTests : IAsyncLifetime
{
    private static readonly OpenIdPerson Anna = new("anna-1") { Address = "anna@msp.example", Name = "Anna" };

    private readonly KeptLog _log = new();
    private OpenIdWorld _world = null!;
    private Guid _workgroup;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await OpenIdWorld.StartAsync(log: _log);
        _workgroup = await _world.Server.AddWorkgroupAsync();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task LinkedAccount_ComesIn_AndGoesOnWhereItWasGoing()
    {
        var email = await _world.AddLinkedAsync(_workgroup, Anna.Subject);

        var (browser, status, page) = await _world.SignInAsync(Anna, "/projects?archived=true");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains($"content=\"0;url={ServerWorld.Address}/projects?archived=true\"", page, StringComparison.Ordinal);
        var who = await ServerWorld.WhoAsync(browser.Api);
        Assert.Equal((email, _workgroup, AgentRole.Associate), (who.Email, who.WorkgroupId, who.Role));
        Assert.Equal(["turnstone"], browser.CookiesFor(new Uri(ServerWorld.Address + OpenIdSetup.CallbackPath)));
    }

    [Fact]
    public async Task Provider_IsAskedForACodeWithProof_AndForThisBrowserAlone()
    {
        var (browser, _, _) = await _world.SignInAsync(Anna);

        var asked = HttpUtility.ParseQueryString(browser.Trail[1].Query);
        Assert.Equal(("code", "S256", OpenIdProvider.Client), (asked["response_type"], asked["code_challenge_method"], asked["client_id"]));
        Assert.Equal($"{ServerWorld.Address}{OpenIdSetup.CallbackPath}", asked["redirect_uri"]);
        Assert.All(["code_challenge", "state", "nonce"], name => Assert.True(asked[name]?.Length > 20, name));
        Assert.Null(asked["client_secret"]);
    }

    [Fact]
    public async Task AccountThatNobodyLinked_IsNotOpenedByItsAddress()
    {
        var email = await _world.Server.AddAgentAsync(_workgroup, Role.Administrator);

        var came = await _world.SignInAsync(Anna with { Address = email });

        await OpenIdWorld.AssertRefusedAsync(came, HttpStatusCode.Forbidden, "openid/unknown");
    }

    [Fact]
    public async Task SubjectOfAnotherIssuer_IsSomebodyElse()
    {
        await _world.AddLinkedAsync(_workgroup, Anna.Subject);
        await using (var rows = _world.Server.Rows())
        {
            await rows.Set<IdentityUserLogin<Guid>>().ExecuteUpdateAsync(change => change.SetProperty(row => row.LoginProvider, "https://elsewhere.example/"), Cancel);
        }

        await OpenIdWorld.AssertRefusedAsync(await _world.SignInAsync(Anna), HttpStatusCode.Forbidden, "openid/unknown");
    }

    [Fact]
    public async Task AgentWhoWasRemoved_OrIsInactive_OrLocked_CannotWork()
    {
        await _world.AddLinkedAsync(_workgroup, Anna.Subject, Role.Inactive);

        var (browser, _, _) = await _world.SignInAsync(Anna);
        await browser.Api.SendAsync(HttpMethod.Get, "customers").AssertRefusedAsync(HttpStatusCode.Forbidden, "agent/role-too-low");

        await using var rows = _world.Server.Rows();
        await rows.Agents.ExecuteUpdateAsync(change => change.SetProperty(row => row.LockoutEnd, _ => DateTimeOffset.MaxValue), Cancel);
        await OpenIdWorld.AssertRefusedAsync(await _world.SignInAsync(Anna), HttpStatusCode.Unauthorized, "session/locked");

        await rows.Agents.ExecuteUpdateAsync(change => change.SetProperty(row => row.LockoutEnd, _ => (DateTimeOffset?)null), Cancel);
        await rows.Memberships.ExecuteDeleteAsync(Cancel);
        await OpenIdWorld.AssertRefusedAsync(await _world.SignInAsync(Anna), HttpStatusCode.Forbidden, "session/no-workgroup");
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Api.SendAsync(HttpMethod.Get, "customers")).StatusCode);
    }

    [Theory]
    [InlineData("issuer", "issued by somebody else")]
    [InlineData("audience", "for another client")]
    [InlineData("signature", "signed by none of the provider")]
    [InlineData("unsigned", "signed by none of the provider")]
    [InlineData("own secret", "signed by none of the provider")]
    [InlineData("expired", "does not hold at this time")]
    [InlineData("future", "does not hold at this time")]
    [InlineData("nonce", "answers another question")]
    [InlineData("no nonce", "answers another question")]
    [InlineData("subject of the other token", "not what was asked for")]
    public async Task TokenThatIsNotRight_OpensNothing(string lie, string reason)
    {
        await _world.AddLinkedAsync(_workgroup, Anna.Subject);
        _world.Provider.Spoil = claims => Lie(lie, claims);

        var came = await _world.SignInAsync(Anna);

        await OpenIdWorld.AssertRefusedAsync(came, HttpStatusCode.Forbidden, "openid/answer");
        Assert.Contains(reason, came.Page, StringComparison.Ordinal);
        _world.Provider.Spoil = null;
        Assert.Equal(HttpStatusCode.OK, (await _world.SignInAsync(Anna)).Status);
    }

    [Theory]
    [InlineData("exp", -60)]
    [InlineData("nbf", 60)]
    public async Task ClocksThatDifferByAMinute_DoNotMatter(string claim, int seconds)
    {
        await _world.AddLinkedAsync(_workgroup, Anna.Subject);
        _world.Provider.Spoil = claims => OpenIdProvider.Sign(With(claims, claim, Moment(seconds)));

        Assert.Equal(HttpStatusCode.OK, (await _world.SignInAsync(Anna)).Status);
    }

    [Fact]
    public async Task AnswerThatComesASecondTime_OrToAnotherBrowser_OpensNothing()
    {
        await _world.AddLinkedAsync(_workgroup, Anna.Subject);
        var (browser, _, _) = await _world.SignInAsync(Anna);
        var answer = browser.Trail[^1];

        OpenIdWorld.AssertRefused(await browser.OpenAsync(answer, Cancel), HttpStatusCode.BadRequest, "openid/begun-elsewhere");
        var thief = _world.NewBrowser();
        OpenIdWorld.AssertRefused(await thief.OpenAsync(answer, Cancel), HttpStatusCode.BadRequest, "openid/begun-elsewhere");
        OpenIdWorld.AssertRefused(await thief.OpenAsync($"api/v1/session/openid/callback?code=MarkedCode&state=MarkedState", Cancel), HttpStatusCode.BadRequest, "openid/begun-elsewhere");
        OpenIdWorld.AssertRefused(await thief.OpenAsync("api/v1/session/openid/callback", Cancel), HttpStatusCode.BadRequest, "openid/begun-elsewhere");
    }

    [Fact]
    public async Task CodeOfAnotherSignIn_IsRefusedByTheProvider()
    {
        await _world.AddLinkedAsync(_workgroup, Anna.Subject);
        var (victim, _, _) = await _world.SignInAsync(Anna);
        var stolen = HttpUtility.ParseQueryString(victim.Trail[^1].Query)["code"]!;

        // Another sets out, and comes back with a state of their own and the other's code.
        var thief = _world.NewBrowser();
        var came = await thief.OpenAsync($"api/v1/session/openid/callback?code={Uri.EscapeDataString(stolen)}&state={await StateAsync(thief)}", Cancel);

        OpenIdWorld.AssertRefused(came, HttpStatusCode.Forbidden, "openid/answer");
        Assert.Contains("invalid_grant", came.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SomebodyWhoGivesUpAtTheProvider_ReadsSo()
    {
        await OpenIdWorld.AssertRefusedAsync(await _world.SignInAsync(null, "/projects"), HttpStatusCode.Forbidden, "openid/denied");
    }

    [Fact]
    public async Task ProviderThatIsDown_IsToldInWords()
    {
        await _world.Provider.StopAsync();
        await _world.Server.AddAgentAsync(_workgroup, Role.Associate);

        await OpenIdWorld.AssertRefusedAsync(await _world.SignInAsync(Anna), HttpStatusCode.ServiceUnavailable, "openid/unreachable");
    }

    [Fact]
    public async Task ProviderThatNobodyVouchesFor_IsNotBelieved()
    {
        await using var world = await OpenIdWorld.StartAsync(arrange: settings => settings with { TrustedAuthorities = [] });

        await OpenIdWorld.AssertRefusedAsync(await world.SignInAsync(Anna), HttpStatusCode.ServiceUnavailable, "openid/unreachable");
    }

    [Fact]
    public async Task ClientWithAWrongSecret_ReadsWhatTheProviderSays()
    {
        await using var world = await OpenIdWorld.StartAsync(arrange: settings => settings with { ClientSecret = new("another secret") });

        var came = await world.SignInAsync(Anna);

        await OpenIdWorld.AssertRefusedAsync(came, HttpStatusCode.Forbidden, "openid/answer");
        Assert.Contains("refuses with invalid_client", came.Page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("/\t/evil.example/")]
    [InlineData("evil")]
    public async Task PathThatLeadsElsewhere_IsRefusedBeforeAnybodyLeaves(string path)
    {
        var (browser, status, page) = await _world.SignInAsync(Anna, path);

        OpenIdWorld.AssertRefused((status, page), HttpStatusCode.BadRequest, "openid/return-path");
        Assert.Single(browser.Trail);
    }

    [Fact]
    public async Task PathThatLooksLikeAnAddress_StaysHere()
    {
        await _world.AddLinkedAsync(_workgroup, Anna.Subject);

        var (_, _, page) = await _world.SignInAsync(Anna, "/https://evil.example/?\"><script>");

        Assert.Contains($"content=\"0;url={ServerWorld.Address}/https://evil.example/?&quot;&gt;&lt;script&gt;\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NoTokenAndNoSecret_IsKeptOrLogged()
    {
        await _world.AddLinkedAsync(_workgroup, Anna.Subject);
        var (browser, _, _) = await _world.SignInAsync(Anna);
        await _world.SignInAsync(Anna with { Subject = "unknown" });
        _world.Provider.Spoil = claims => OpenIdProvider.Sign(claims, OpenIdProvider.Forger());
        await _world.SignInAsync(Anna);
        await browser.OpenAsync("api/v1/session/openid/callback?code=MarkedCode&state=MarkedState", Cancel);
        await browser.OpenAsync($"api/v1/session/openid/callback?error=server_error&error_description=MarkedWords&state={await StateAsync(browser)}", Cancel);

        await using var rows = _world.Server.Rows();
        var kept = string.Join('\n', await rows.Set<IdentityUserToken<Guid>>().Select(row => row.Value).ToListAsync(Cancel));
        var code = HttpUtility.ParseQueryString(browser.Trail[2].Query)["code"]!;
        Assert.Equal(6, _world.Provider.Tokens.Count);
        Assert.All([.. _world.Provider.Tokens, code, "Marked", Anna.Address!], secret =>
        {
            Assert.DoesNotContain(secret, _log.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, kept, StringComparison.Ordinal);
        });
        Assert.Contains("SecurityTokenInvalidSignatureException", _log.Text, StringComparison.Ordinal);
        Assert.Contains("OpenIdConnectProtocolException, server_error", _log.Text, StringComparison.Ordinal);
        Assert.Contains("Nobody came in by OpenID Connect: openid/unknown", _log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignedOut_TheSessionIsOver_AndTheProvidersEndIsTold()
    {
        await _world.AddLinkedAsync(_workgroup, Anna.Subject);
        var (browser, _, _) = await _world.SignInAsync(Anna);

        var end = await browser.Api.SendAsync(HttpMethod.Post, "session/openid/sign-out").ReadAsync<OpenIdSignOut>();

        Assert.Equal($"{_world.Provider.Issuer}end?client_id=turnstone&post_logout_redirect_uri={Uri.EscapeDataString(ServerWorld.Address + "/")}", end.Address);
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Api.SendAsync(HttpMethod.Get, "session")).StatusCode);
    }

    [Fact]
    public async Task SignInPage_IsToldWhichWaysThereAre()
    {
        await using var plain = await ServerWorld.StartAsync();

        Assert.Equal(new SignInMethods { OpenId = new OpenIdMethod("Staff") }, await _world.NewBrowser().Api.SendAsync(HttpMethod.Get, "session/methods").ReadAsync<SignInMethods>());
        Assert.Equal(new SignInMethods(), await plain.Stranger().SendAsync(HttpMethod.Get, "session/methods").ReadAsync<SignInMethods>());
        using var answer = await plain.Stranger().SendAsync(HttpMethod.Get, "session/openid");
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains("(openid/not-set-up)", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    /// <summary>Sets out and gets no further: what a browser would bring back.</summary>
    private static async Task<string> StateAsync(Browser browser)
    {
        using var start = await browser.Api.SendAsync(HttpMethod.Get, "session/openid");
        return Uri.EscapeDataString(HttpUtility.ParseQueryString(start.Headers.Location!.Query)["state"]!);
    }

    private string Lie(string lie, JsonObject claims) => lie switch
    {
        "issuer" => OpenIdProvider.Sign(With(claims, "iss", "https://elsewhere.example/")),
        "audience" => OpenIdProvider.Sign(With(claims, "aud", "another")),
        "signature" => OpenIdProvider.Sign(claims, OpenIdProvider.Forger()),
        "unsigned" => OpenIdProvider.Sign(claims, null),
        "own secret" => OpenIdProvider.Sign(claims, new SigningCredentials(new SymmetricSecurityKey(System.Text.Encoding.UTF8.GetBytes(OpenIdProvider.Secret)), SecurityAlgorithms.HmacSha256)),
        "expired" => OpenIdProvider.Sign(With(claims, "exp", Moment(-180))),
        "future" => OpenIdProvider.Sign(With(claims, "nbf", Moment(180))),
        "nonce" => OpenIdProvider.Sign(With(claims, "nonce", "639000000000000000.c29tZWJvZHkgZWxzZSdz")),
        "no nonce" => OpenIdProvider.Sign(With(claims, "nonce", null)),
        "subject of the other token" => OpenIdProvider.Sign(With(claims, "sub", "another")),
        _ => throw new ArgumentOutOfRangeException(nameof(lie), lie, "No such lie."),
    };

    private static JsonObject With(JsonObject claims, string name, JsonNode? value)
    {
        claims.Remove(name);
        if (value is not null)
        {
            claims[name] = value;
        }

        return claims;
    }

    private long Moment(int seconds) => _world.Server.Time.GetUtcNow().AddSeconds(seconds).ToUnixTimeSeconds();
}
