using System.Net;
using System.Text.RegularExpressions;
using Turnstone.Storage.Agents;
using Xunit;

namespace Turnstone.Tests.Server;

/// <summary>Doors and headers of pages, as a browser that runs no script meets them.</summary>
public sealed partial class PageTests : IAsyncLifetime
{
    private ServerWorld _world = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _world = await ServerWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("", "/turnstone/sign-in")]
    [InlineData("projects", "/turnstone/sign-in?returnTo=%2Fprojects")]
    [InlineData("search?for=a%26b", "/turnstone/sign-in?returnTo=%2Fsearch%3Ffor%3Da%2526b")]
    [InlineData("gallery", "/turnstone/sign-in?returnTo=%2Fgallery")]
    [InlineData("account", "/turnstone/sign-in?returnTo=%2Faccount")]
    public async Task WhoIsNotSignedIn_IsLedToSignIn(string path, string to)
    {
        using var answer = await AskAsync(_world.Stranger(), path);

        Assert.Equal((HttpStatusCode.Redirect, to), (answer.StatusCode, answer.Headers.Location?.OriginalString));
    }

    [Fact]
    public async Task WhoFollowsALinkFromElsewhere_ComesAgainByOurOwnPage_SoThatTheCookieComesToo()
    {
        using var answer = await AskAsync(_world.Stranger(), "projects", request => request.Headers.Add("Sec-Fetch-Site", "cross-site"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("content=\"0;url=/turnstone/projects\"", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhereNothingIsMetered_NothingOfLicencesIsShown()
    {
        var client = await _world.SignedInAsync(await _world.AddWorkgroupAsync());

        foreach (var page in new[] { "purchase", "licences", $"orders/{Guid.NewGuid()}", $"purchase/{Guid.NewGuid()}" })
        {
            using var answer = await AskAsync(client, page);
            Assert.True(answer.StatusCode == HttpStatusCode.NotFound, $"{page}: {answer.StatusCode}");
        }

        using var home = await AskAsync(client, "");
        var text = await home.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("Getting started", text, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"licences\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"purchase\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task EveryPage_SaysWhomItIsFor_AndIsShownToThem()
    {
        var workgroup = await _world.AddWorkgroupAsync();
        var pages = _world.Routes.Where(IsPage).ToList();

        Assert.All(pages, page => Assert.True(page.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAllowAnonymous>() is not null || page.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.AuthorizationPolicy>() is not null, page.RoutePattern.RawText));
        foreach (var role in Enum.GetValues<Role>())
        {
            var client = await _world.SignedInAsync(workgroup, role);
            foreach (var page in pages.Where(page => page.RoutePattern.Parameters.Count == 0 && page.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.AuthorizationPolicy>() is not null))
            {
                using var answer = await AskAsync(client, page.RoutePattern.RawText!.TrimStart('/'));
                var ability = page.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.AuthorizationPolicy>()!.Requirements.OfType<Turnstone.Server.Security.AbilityRequirement>().Single().Ability;

                Assert.True((answer.StatusCode == HttpStatusCode.Forbidden) == !Turnstone.Server.Security.Abilities.IsHeldBy(ability, role), $"{page.RoutePattern.RawText} as {role}: {(int)answer.StatusCode}");
                Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
            }
        }
    }

    [Fact]
    public async Task Pages_CarryAPolicyWithANonceOfTheirOwn_AndAskNothingOfAnotherServer()
    {
        var client = await _world.SignedInAsync(await _world.AddWorkgroupAsync());
        var nonces = new HashSet<string>();
        foreach (var path in new[] { "", "sign-in", "password-reset", "nowhere", "customers" })
        {
            using var answer = await AskAsync(client, path);
            var (policy, html) = (string.Join("", answer.Headers.GetValues("Content-Security-Policy")), await answer.Content.ReadAsStringAsync(Cancel));
            var nonce = Nonce().Match(policy).Groups[1].Value;

            Assert.StartsWith("default-src 'none'; script-src 'self' 'nonce-", policy, StringComparison.Ordinal);
            Assert.Contains($"<script nonce=\"{nonce}\">", html, StringComparison.Ordinal);
            Assert.True(nonces.Add(nonce));
            Assert.DoesNotMatch("(src|href)=\"(https?:)?//", html);
            Assert.Contains("<base href=\"/turnstone/\"", html, StringComparison.Ordinal);
            Assert.True(answer.Headers.CacheControl!.NoStore);
        }
    }

    [Theory]
    [InlineData("sign-in", false)]
    [InlineData("password-reset", false)]
    [InlineData("account", false)]
    [InlineData("customers", true)]
    public async Task PagesOfSessions_OpenNoCircuit(string path, bool isInteractive)
    {
        var client = await _world.SignedInAsync(await _world.AddWorkgroupAsync());

        using var answer = await AskAsync(client, path);

        Assert.Equal(isInteractive, (await answer.Content.ReadAsStringAsync(Cancel)).Contains("blazor.web.js", StringComparison.Ordinal));
    }

    [Fact]
    public async Task WhatIsNowhere_IsAPageForPeople_AndAsEverForScripts()
    {
        using var person = await AskAsync(_world.Stranger(), "nowhere");
        using var script = await _world.Stranger().GetAsync("/nowhere", Cancel);

        Assert.Equal(HttpStatusCode.NotFound, person.StatusCode);
        Assert.Contains("There is no such page", await person.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.Unauthorized, "application/problem+json"), (script.StatusCode, script.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task AnotherWorkgroupsCustomer_IsNoPage()
    {
        var theirs = await RouteSamples.FillAsync(_world, await _world.AddWorkgroupAsync("Theirs"));
        var client = await _world.SignedInAsync(await _world.AddWorkgroupAsync("Ours"));
        foreach (var id in theirs.Ids)
        {
            foreach (var noun in new[] { "customers", "projects" })
            {
                using var answer = await AskAsync(client, $"{noun}/{id}");

                Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            }
        }
    }

    [Fact]
    public async Task Gallery_IsNotServed_WhereNobodyAskedForIt()
    {
        var client = await _world.SignedInAsync(await _world.AddWorkgroupAsync());

        using var answer = await AskAsync(client, "gallery");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task SignOut_EndsTheSession_AndIsNoneOfAnotherSites()
    {
        var client = await _world.SignedInAsync(await _world.AddWorkgroupAsync());

        using var foreign = await _world.Stranger().PostAsync("/sign-out", null, Cancel);
        using var own = await client.PostAsync("/sign-out", null, Cancel);
        using var afterwards = await AskAsync(client, "");

        Assert.Equal((HttpStatusCode.Redirect, false), (foreign.StatusCode, foreign.Headers.Contains("Set-Cookie")));
        Assert.Equal((HttpStatusCode.Redirect, true), (own.StatusCode, own.Headers.Contains("Set-Cookie")));
        Assert.Equal("/turnstone/sign-in", afterwards.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Session_GoesOnInAnotherWorkgroup_WhereOneBelongsToIt()
    {
        var (first, second) = (await _world.AddWorkgroupAsync("First"), await _world.AddWorkgroupAsync("Second"));
        var client = await _world.SignedInAsync(first);
        var made = await client.SendAsync(HttpMethod.Post, "workgroups", new Turnstone.Client.Workgroups.WorkgroupDraft { Name = "Third" }).ReadAsync<Turnstone.Client.Workgroups.WorkgroupInfo>();

        using var foreign = await client.PostAsync("/workgroup", Form("workgroup", second.ToString()), Cancel);
        using var own = await client.PostAsync("/workgroup", Form("workgroup", made.Id.ToString()), Cancel);

        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        Assert.Equal((HttpStatusCode.Redirect, "/turnstone/"), (own.StatusCode, own.Headers.Location?.OriginalString));
        Assert.Equal("Third", (await ServerWorld.WhoAsync(client)).Workgroup);
    }

    [Fact]
    public async Task FormWithoutItsToken_IsRefused()
    {
        using var answer = await _world.Stranger().SendAsync(
            new HttpRequestMessage(HttpMethod.Post, "/sign-in")
            {
                Headers = { { "Accept", "text/html" } },
                Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["_handler"] = "sign-in", ["email"] = "anna@msp.example", ["password"] = ServerWorld.Password }),
            },
            Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("This form is out of date", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task WhatPagesLoad_IsKeptByBrowsers_WhileItIsTheSame()
    {
        var client = _world.Stranger();
        using var page = await AskAsync(client, "sign-in");
        var address = Style().Match(await page.Content.ReadAsStringAsync(Cancel)).Groups[1].Value;
        var request = new HttpRequestMessage(HttpMethod.Get, $"/{address}");
        request.Headers.Add("Accept-Encoding", "gzip, br");

        using var style = await client.SendAsync(request, Cancel);
        using var plain = await client.GetAsync("/face/turnstone.css", Cancel);

        Assert.Equal(("br", true, TimeSpan.FromDays(365)), (Assert.Single(style.Content.Headers.ContentEncoding), style.Headers.CacheControl!.Public, style.Headers.CacheControl.MaxAge!.Value));
        Assert.True(plain.Headers.CacheControl!.NoCache);
        Assert.Contains("--accent:", await plain.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.NotEqual(style.Headers.ETag, plain.Headers.ETag);
    }

    private static bool IsPage(Microsoft.AspNetCore.Routing.RouteEndpoint route) => route.Metadata.GetMetadata<Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata>() is not null;

    private static Task<HttpResponseMessage> AskAsync(HttpClient client, string path, Action<HttpRequestMessage>? arrange = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/" + path) { Headers = { { "Accept", "text/html" } } };
        arrange?.Invoke(request);
        return client.SendAsync(request, Cancel);
    }

    private static FormUrlEncodedContent Form(string name, string value) => new(new Dictionary<string, string> { [name] = value });

    [GeneratedRegex("nonce-([^']+)'")]
    private static partial Regex Nonce();

    [GeneratedRegex("href=\"(face/turnstone.css[^\"]+)\"")]
    private static partial Regex Style();
}
