using System.Net;
using Microsoft.EntityFrameworkCore;
using Turnstone.Client.OpenId;
using Turnstone.Client.People;
using Turnstone.Client.Workgroups;
using Turnstone.Storage.Agents;
using Turnstone.Testing.Mail;
using Xunit;

namespace Turnstone.Tests.Server.OpenId;

/// <summary>Accepting an invitation by the word of a provider that has seen the address to be theirs.</summary>
public sealed class OpenIdInvitationTests : IAsyncLifetime
{
    private static readonly OpenIdPerson Otto = new("otto-1") { Address = "Otto@new.example", Name = "Otto" };

    private readonly SmtpListener _mail = new();
    private OpenIdWorld _world = null!;
    private HttpClient _administrator = null!;
    private Guid _workgroup;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await OpenIdWorld.StartAsync(_mail);
        _workgroup = await _world.Server.AddWorkgroupAsync("Moves");
        _administrator = await _world.Server.SignedInAsync(_workgroup);
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await _mail.DisposeAsync();
    }

    [Fact]
    public async Task Invited_JoinWithoutAPassword_Once()
    {
        var code = await InviteAsync("otto@new.example");
        var browser = _world.NewBrowser();

        var (status, _) = await AcceptAsync(browser, code, Otto);

        Assert.Equal(HttpStatusCode.OK, status);
        var who = await ServerWorld.WhoAsync(browser.Api);
        Assert.Equal(("Otto", "otto@new.example", _workgroup, AgentRole.Associate), (who.Name, who.Email, who.WorkgroupId, who.Role));
        Assert.Equal(who, await ServerWorld.WhoAsync((await _world.SignInAsync(Otto with { Address = "renamed@new.example" })).Browser.Api));
        await SignInWithPasswordAsync("otto@new.example").AssertRefusedAsync(HttpStatusCode.Unauthorized, "session/wrong");
        await Accept(_world.NewBrowser(), code).AssertRefusedAsync(HttpStatusCode.BadRequest, "invitation/code");
    }

    [Theory]
    [InlineData("otto@new.example", false)]
    [InlineData("somebody@new.example", true)]
    [InlineData(null, true)]
    public async Task AddressThatIsNotKnownToBeTheirs_JoinsNothing(string? address, bool isVerified)
    {
        var browser = _world.NewBrowser();

        var shown = await AcceptAsync(browser, await InviteAsync("otto@new.example"), Otto with { Address = address, IsVerified = isVerified });

        OpenIdWorld.AssertRefused(shown, HttpStatusCode.Forbidden, "openid/address");
        await using var rows = _world.Server.Rows();
        Assert.Equal(1, await rows.Agents.CountAsync(Cancel));
    }

    [Fact]
    public async Task InvitationThatWasTakenBackMeanwhile_JoinsNothing()
    {
        var code = await InviteAsync("otto@new.example");
        var browser = _world.NewBrowser();
        var begun = Accept(browser, code);
        await begun;
        var id = (await _administrator.SendAsync(HttpMethod.Get, "invitations").ReadAsync<List<InvitationInfo>>()).Single().Id;
        await _administrator.SendAsync(HttpMethod.Delete, $"invitations/{id}");

        OpenIdWorld.AssertRefused(await _world.GoAsync(browser, Otto, begun), HttpStatusCode.BadRequest, "invitation/code");
    }

    [Fact]
    public async Task OneWhoHasAnAccount_JoinsWithIt_AndItIsLinked()
    {
        var email = await _world.Server.AddAgentAsync(await _world.Server.AddWorkgroupAsync("Elsewhere"), Role.Associate);
        var browser = _world.NewBrowser();

        var (status, _) = await AcceptAsync(browser, await InviteAsync(email), Otto with { Address = email });

        Assert.Equal(HttpStatusCode.OK, status);
        var who = await ServerWorld.WhoAsync(browser.Api);
        Assert.Equal((email, "The Associate", _workgroup), (who.Email, who.Name, who.WorkgroupId));
        Assert.Equal(2, (await browser.Api.SendAsync(HttpMethod.Get, "workgroups").ReadAsync<List<WorkgroupInfo>>()).Count);
        await SignInWithPasswordAsync(email).ReadAsync<SessionInfo>();
    }

    [Fact]
    public async Task OneWhoIsLinked_JoinsByTheAccountsAddress_WhateverTheProviderSaysOfIt()
    {
        var email = await _world.AddLinkedAsync(await _world.Server.AddWorkgroupAsync("Elsewhere"), Otto.Subject);
        var browser = _world.NewBrowser();

        Assert.Equal(HttpStatusCode.OK, (await AcceptAsync(browser, await InviteAsync(email), Otto with { Address = null })).Status);
        Assert.Equal(_workgroup, (await ServerWorld.WhoAsync(browser.Api)).WorkgroupId);
    }

    [Fact]
    public async Task AccountThatIsLinkedWithAnother_IsNotTakenOver()
    {
        var email = await _world.AddLinkedAsync(await _world.Server.AddWorkgroupAsync("Elsewhere"), "another");

        var shown = await AcceptAsync(_world.NewBrowser(), await InviteAsync(email), Otto with { Address = email });

        OpenIdWorld.AssertRefused(shown, HttpStatusCode.Conflict, "openid/linked");
    }

    [Fact]
    public async Task TwoWhoAcceptAtOnce_AreOne()
    {
        var code = await InviteAsync("otto@new.example");
        var browsers = new[] { _world.NewBrowser(), _world.NewBrowser() };

        var shown = await Task.WhenAll(browsers.Select(browser => AcceptAsync(browser, code, Otto)));

        Assert.Single(shown, one => one.Status == HttpStatusCode.OK);
        Assert.All(shown, one => Assert.True((int)one.Status < 500));
        await using var rows = _world.Server.Rows();
        Assert.Equal(2, await rows.Agents.CountAsync(Cancel));
    }

    private async Task<string> InviteAsync(string address)
    {
        await _administrator.SendAsync(HttpMethod.Post, "invitations", new InvitationDraft { Addresses = [address] }).ReadAsync<List<InvitationInfo>>();
        await _world.Server.SendMailsAsync();
        return (await _mail.NextAsync(Cancel)).Code;
    }

    private Task<(HttpStatusCode Status, string Page)> AcceptAsync(Browser browser, string code, OpenIdPerson person) => _world.GoAsync(browser, person, Accept(browser, code));

    private static Task<HttpResponseMessage> Accept(Browser browser, string code) =>
        browser.Api.SendAsync(HttpMethod.Post, "invitations/accept/openid", new OpenIdAcceptDraft { Code = code });

    private Task<HttpResponseMessage> SignInWithPasswordAsync(string email) =>
        _world.NewBrowser().Api.SendAsync(HttpMethod.Post, "session", new SignInDraft { Email = email, Password = ServerWorld.Password });
}
