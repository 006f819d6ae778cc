using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Turnstone.Client;
using Turnstone.Client.Actions;
using Turnstone.Client.OpenId;
using Turnstone.Client.People;
using Turnstone.Storage.Agents;
using Xunit;

namespace Turnstone.Tests.Server.OpenId;

/// <summary>How an account comes to be linked with one at the provider, and to be so no longer.</summary>
public sealed class OpenIdLinkTests : IAsyncLifetime
{
    private static readonly OpenIdPerson Anna = new("anna-1");

    private OpenIdWorld _world = null!;
    private Guid _workgroup;

    public async ValueTask InitializeAsync()
    {
        _world = await OpenIdWorld.StartAsync();
        _workgroup = await _world.Server.AddWorkgroupAsync();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task WhoKnowsThePassword_LinksTheAccount_AndComesInByItFromThenOn()
    {
        var browser = await SignedInAsync(await _world.Server.AddAgentAsync(_workgroup, Role.Administrator));
        var before = await browser.Api.SendAsync(HttpMethod.Get, "agent/openid").ReadAsync<OpenIdState>();

        var (status, page) = await _world.GoAsync(browser, Anna, Link(browser, ServerWorld.Password));

        Assert.Equal(new OpenIdState { Provider = "Staff", IsLinked = false, HasPassword = true }, before);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains($"url={ServerWorld.Address}/account\"", page, StringComparison.Ordinal);
        Assert.True((await browser.Api.SendAsync(HttpMethod.Get, "agent/openid").ReadAsync<OpenIdState>()).IsLinked);
        Assert.Equal(await ServerWorld.WhoAsync(browser.Api), await ServerWorld.WhoAsync((await _world.SignInAsync(Anna)).Browser.Api));
        Assert.Contains(await ActionsAsync(browser), action => action.Action == "linked sign-in by OpenID Connect");
    }

    [Fact]
    public async Task SessionAlone_LinksNothing()
    {
        var browser = await SignedInAsync(await _world.Server.AddAgentAsync(_workgroup, Role.Associate));
        var script = await _world.Server.WithTokenAsync(_workgroup, AccessScope.Full);

        await Link(browser, "not the password").AssertRefusedAsync(HttpStatusCode.BadRequest, "agent/password-wrong");
        await script.SendAsync(HttpMethod.Post, "agent/openid", new OpenIdLinkDraft { Password = ServerWorld.Password }).AssertRefusedAsync(HttpStatusCode.Conflict, "session/needed");
        await _world.NewBrowser().Api.SendAsync(HttpMethod.Post, "agent/openid", new OpenIdLinkDraft { Password = ServerWorld.Password });

        await OpenIdWorld.AssertRefusedAsync(await _world.SignInAsync(Anna), HttpStatusCode.Forbidden, "openid/unknown");
    }

    [Fact]
    public async Task LinkThatWasBegunElsewhere_IsNotFinishedHere()
    {
        var attacker = await SignedInAsync(await _world.Server.AddAgentAsync(_workgroup, Role.Associate));
        var address = (await Link(attacker, ServerWorld.Password).ReadAsync<OpenIdAddress>()).Address;
        _world.Provider.Person = Anna;

        var shown = await _world.NewBrowser().OpenAsync(new Uri(address), TestContext.Current.CancellationToken);

        OpenIdWorld.AssertRefused(shown, HttpStatusCode.BadRequest, "openid/begun-elsewhere");
        Assert.False((await attacker.Api.SendAsync(HttpMethod.Get, "agent/openid").ReadAsync<OpenIdState>()).IsLinked);
    }

    [Fact]
    public async Task PasswordThatWasChangedMeanwhile_UndoesTheLink()
    {
        var email = await _world.Server.AddAgentAsync(_workgroup, Role.Associate);
        var thief = await SignedInAsync(email);
        var begun = Link(thief, ServerWorld.Password);
        await begun;
        var owner = await SignedInAsync(email);
        await owner.Api.SendAsync(HttpMethod.Put, "agent/password", new PasswordDraft { Current = ServerWorld.Password, Password = "another horse battery" });

        OpenIdWorld.AssertRefused(await _world.GoAsync(thief, Anna, begun), HttpStatusCode.Conflict, "changed-meanwhile");
    }

    [Fact]
    public async Task OneAtTheProvider_IsOneHere()
    {
        await _world.AddLinkedAsync(_workgroup, Anna.Subject);
        var browser = await SignedInAsync(await _world.Server.AddAgentAsync(_workgroup, Role.Associate));

        OpenIdWorld.AssertRefused(await _world.GoAsync(browser, Anna, Link(browser, ServerWorld.Password)), HttpStatusCode.Conflict, "openid/taken");

        Assert.Equal(HttpStatusCode.OK, (await _world.GoAsync(browser, new OpenIdPerson("anna-2"), Link(browser, ServerWorld.Password))).Status);
        await Link(browser, ServerWorld.Password).AssertRefusedAsync(HttpStatusCode.Conflict, "openid/linked");
    }

    [Fact]
    public async Task Unlinked_TheProviderOpensItNoMore_AndSessionsElsewhereEnd()
    {
        var browser = await SignedInAsync(await _world.AddLinkedAsync(_workgroup, Anna.Subject, Role.Administrator));
        var (elsewhere, _, _) = await _world.SignInAsync(Anna);

        Assert.Equal(HttpStatusCode.NoContent, (await browser.Api.SendAsync(HttpMethod.Delete, "agent/openid")).StatusCode);

        await OpenIdWorld.AssertRefusedAsync(await _world.SignInAsync(Anna), HttpStatusCode.Forbidden, "openid/unknown");
        Assert.Equal(HttpStatusCode.Unauthorized, (await elsewhere.Api.SendAsync(HttpMethod.Get, "session")).StatusCode);
        Assert.Contains(await ActionsAsync(browser), action => action.Action == "unlinked sign-in by OpenID Connect");
        await browser.Api.SendAsync(HttpMethod.Delete, "agent/openid").AssertRefusedAsync(HttpStatusCode.Conflict, "openid/not-linked");
    }

    [Fact]
    public async Task AccountWithoutAPassword_StaysLinked()
    {
        await _world.AddLinkedAsync(_workgroup, Anna.Subject);
        await using (var rows = _world.Server.Rows())
        {
            await rows.Agents.ExecuteUpdateAsync(change => change.SetProperty(row => row.PasswordHash, _ => null), TestContext.Current.CancellationToken);
        }

        var (browser, _, _) = await _world.SignInAsync(Anna);

        await browser.Api.SendAsync(HttpMethod.Delete, "agent/openid").AssertRefusedAsync(HttpStatusCode.Conflict, "openid/last-way");
        Assert.False((await browser.Api.SendAsync(HttpMethod.Get, "agent/openid").ReadAsync<OpenIdState>()).HasPassword);
    }

    private static Task<HttpResponseMessage> Link(Browser browser, string password) =>
        browser.Api.SendAsync(HttpMethod.Post, "agent/openid", new OpenIdLinkDraft { Password = password, ReturnTo = "/account" });

    private async Task<Browser> SignedInAsync(string email)
    {
        var browser = _world.NewBrowser();
        await browser.Api.SendAsync(HttpMethod.Post, "session", new SignInDraft { Email = email, Password = ServerWorld.Password }).ReadAsync<SessionInfo>();
        return browser;
    }

    private static async Task<IReadOnlyList<ActionInfo>> ActionsAsync(Browser browser) =>
        (await browser.Api.SendAsync(HttpMethod.Get, "actions").ReadAsync<Paged<ActionInfo>>()).Items;
}
