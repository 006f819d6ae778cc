using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Turnstone.Client.Customers;
using Turnstone.Client.People;
using Turnstone.Storage.Agents;
using Turnstone.Storage.Plane;
using Xunit;

namespace Turnstone.Tests.Server;

public sealed class SessionTests : IAsyncLifetime
{
    private ServerWorld _world = null!;
    private Guid _workgroup;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _world = await ServerWorld.StartAsync();
        _workgroup = await _world.AddWorkgroupAsync();
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Stranger_SeesNothing()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await _world.Stranger().SendAsync(HttpMethod.Get, "customers")).StatusCode);
    }

    [Fact]
    public async Task FiveWrongPasswords_LockTheAccount_ForTheRightOneToo()
    {
        var email = await _world.AddAgentAsync(_workgroup, Role.Associate);
        for (var attempt = 1; attempt <= 4; attempt++)
        {
            await SignIn(email, "wrong").AssertRefusedAsync(HttpStatusCode.Unauthorized, "session/wrong");
        }

        await SignIn(email, "wrong").AssertRefusedAsync(HttpStatusCode.Unauthorized, "session/locked");
        await SignIn(email, ServerWorld.Password).AssertRefusedAsync(HttpStatusCode.Unauthorized, "session/locked");
    }

    [Fact]
    public async Task AddressNobodyHas_IsRefusedInTheSameWords()
    {
        var email = await _world.AddAgentAsync(_workgroup, Role.Associate);

        var known = await SignIn(email, "wrong").AssertRefusedAsync(HttpStatusCode.Unauthorized, "session/wrong");
        var unknown = await SignIn("nobody@msp.example", "wrong").AssertRefusedAsync(HttpStatusCode.Unauthorized, "session/wrong");

        Assert.Equal((string?)known["detail"], (string?)unknown["detail"]);
    }

    [Fact]
    public async Task Guessing_IsSlowedDown_WhateverIsGuessed()
    {
        var statuses = new List<HttpStatusCode>();
        for (var attempt = 0; attempt < 40; attempt++)
        {
            statuses.Add((await SignIn($"nobody{attempt}@msp.example", "wrong")).StatusCode);
        }

        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
    }

    [Fact]
    public async Task RoleTakenBack_CountsFromTheNextRequestOn()
    {
        var client = await _world.SignedInAsync(_workgroup, Role.Associate);
        await client.SendAsync(HttpMethod.Get, "customers").ReadAsync<Client.Paged<CustomerInfo>>();

        await using (var rows = _world.Services.GetRequiredService<PlaneDatabase>().Open(new PlaneScope.Of(_workgroup)))
        {
            await rows.Memberships.ExecuteUpdateAsync(change => change.SetProperty(row => row.Role, Role.Inactive), Cancel);
        }

        await client.SendAsync(HttpMethod.Get, "customers").AssertRefusedAsync(HttpStatusCode.Forbidden, "agent/role-too-low");
    }

    [Fact]
    public async Task SignedOut_TheSessionIsOver()
    {
        var client = await _world.SignedInAsync(_workgroup);
        Assert.Equal(AgentRole.Administrator, (await client.SendAsync(HttpMethod.Get, "session").ReadAsync<SessionInfo>()).Role);

        await client.SendAsync(HttpMethod.Delete, "session");

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.SendAsync(HttpMethod.Get, "session")).StatusCode);
    }

    private Task<HttpResponseMessage> SignIn(string email, string password) =>
        _world.Stranger().SendAsync(HttpMethod.Post, "session", new SignInDraft { Email = email, Password = password });
}
