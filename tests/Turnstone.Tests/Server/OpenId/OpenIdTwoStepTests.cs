using System.Net;
using Microsoft.EntityFrameworkCore;
using Turnstone.Client;
using Turnstone.Client.Customers;
using Turnstone.Client.People;
using Turnstone.Client.Workgroups;
using Turnstone.Storage.Agents;
using Xunit;

namespace Turnstone.Tests.Server.OpenId;

/// <summary>The provider's word stands for a second step only where it, or the operator for it, says that one was taken.</summary>
public sealed class OpenIdTwoStepTests : IAsyncLifetime
{
    private static readonly OpenIdPerson OneStep = new("anna-1");
    private static readonly OpenIdPerson TwoSteps = OneStep with { Methods = ["pwd", "otp", "mfa"] };

    private OpenIdWorld _world = null!;
    private Guid _workgroup;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await OpenIdWorld.StartAsync();
        _workgroup = await _world.Server.AddWorkgroupAsync();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task AccountWithASecondStep_IsNotOpenedByOne()
    {
        await _world.AddLinkedAsync(_workgroup, OneStep.Subject);
        await using var rows = _world.Server.Rows();
        await rows.Agents.ExecuteUpdateAsync(change => change.SetProperty(row => row.TwoFactorEnabled, true), Cancel);

        await OpenIdWorld.AssertRefusedAsync(await _world.SignInAsync(OneStep), HttpStatusCode.Forbidden, "openid/two-step");
        Assert.Equal(HttpStatusCode.OK, (await _world.SignInAsync(TwoSteps)).Status);
    }

    [Fact]
    public async Task WorkgroupThatAsksForTwoSteps_TakesTheProvidersWhereItSaysSo_InEveryWorkgroupOfTheSession()
    {
        await _world.AddLinkedAsync(_workgroup, OneStep.Subject);
        await RequireAsync(_world);

        var (one, _, _) = await _world.SignInAsync(OneStep);
        var (two, _, _) = await _world.SignInAsync(TwoSteps);

        Assert.True((await ServerWorld.WhoAsync(one.Api)).NeedsTwoStep);
        await one.Api.SendAsync(HttpMethod.Get, "customers").AssertRefusedAsync(HttpStatusCode.Forbidden, "two-step/needed");
        Assert.False((await ServerWorld.WhoAsync(two.Api)).NeedsTwoStep);
        await two.Api.SendAsync(HttpMethod.Get, "customers").ReadAsync<Paged<CustomerInfo>>();

        var made = await two.Api.SendAsync(HttpMethod.Post, "workgroups", new WorkgroupDraft { Name = "Another" }).ReadAsync<WorkgroupInfo>();
        await RequireAsync(_world);
        Assert.False((await two.Api.SendAsync(HttpMethod.Post, "session/workgroup", new SwitchDraft { WorkgroupId = made.Id }).ReadAsync<SessionInfo>()).NeedsTwoStep);
        await two.Api.SendAsync(HttpMethod.Get, "customers").ReadAsync<Paged<CustomerInfo>>();
    }

    [Fact]
    public async Task SessionThatIsLookedAtAnew_KeepsHowItBegan()
    {
        await _world.AddLinkedAsync(_workgroup, OneStep.Subject);
        await RequireAsync(_world);
        var (browser, _, _) = await _world.SignInAsync(TwoSteps);

        _world.Server.Time.Advance(TimeSpan.FromMinutes(2));
        await browser.Api.SendAsync(HttpMethod.Get, "customers").ReadAsync<Paged<CustomerInfo>>();
        _world.Server.Time.Advance(TimeSpan.FromMinutes(2));

        await browser.Api.SendAsync(HttpMethod.Get, "customers").ReadAsync<Paged<CustomerInfo>>();
    }

    [Fact]
    public async Task PasswordAfterTheProvider_IsOneStepAgain()
    {
        var email = await _world.AddLinkedAsync(_workgroup, OneStep.Subject);
        await RequireAsync(_world);
        var (browser, _, _) = await _world.SignInAsync(TwoSteps);

        await browser.Api.SendAsync(HttpMethod.Post, "session", new SignInDraft { Email = email, Password = ServerWorld.Password }).ReadAsync<SessionInfo>();

        await browser.Api.SendAsync(HttpMethod.Get, "customers").AssertRefusedAsync(HttpStatusCode.Forbidden, "two-step/needed");
    }

    [Fact]
    public async Task TokenOfSomebodyWhoTookTwoStepsThere_HasTakenNone()
    {
        await _world.AddLinkedAsync(_workgroup, OneStep.Subject);
        await RequireAsync(_world);
        var (browser, _, _) = await _world.SignInAsync(TwoSteps);
        var token = (await browser.Api.SendAsync(HttpMethod.Post, "tokens", new TokenDraft { Name = "Script" }).ReadAsync<NewToken>()).Token;

        var script = _world.Server.Stranger();
        script.DefaultRequestHeaders.Authorization = new("Bearer", token);

        await script.SendAsync(HttpMethod.Get, "customers").AssertRefusedAsync(HttpStatusCode.Forbidden, "two-step/needed");
    }

    [Fact]
    public async Task ProviderThatLetsNobodyByWithoutTwoSteps_CountsAsSuchWhereTheOperatorSaysSo()
    {
        await using var world = await OpenIdWorld.StartAsync(arrange: settings => settings with { VouchesForTwoSteps = true });
        await world.AddLinkedAsync(await world.Server.AddWorkgroupAsync(), OneStep.Subject);
        await RequireAsync(world);

        var (browser, _, _) = await world.SignInAsync(OneStep);

        await browser.Api.SendAsync(HttpMethod.Get, "customers").ReadAsync<Paged<CustomerInfo>>();
    }

    private static async Task RequireAsync(OpenIdWorld world)
    {
        await using var rows = world.Server.Rows();
        await rows.Workgroups.ExecuteUpdateAsync(change => change.SetProperty(row => row.RequiresTwoStep, true), Cancel);
    }
}
