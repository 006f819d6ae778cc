using System.Net;
using Microsoft.EntityFrameworkCore;
using Turnstone.Client.CustomerUsers;
using Turnstone.Client.Licences;
using Turnstone.Storage.Agents;
using Turnstone.Storage.Plane;
using Xunit;

namespace Turnstone.Tests.Server.Licences;

/// <summary>Packs, and licences that people are given and lose again.</summary>
public sealed class LicenceTests : IAsyncLifetime
{
    private ServerWorld _server = null!;
    private LicenceWorld _world = null!;
    private Guid _workgroup;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await ServerWorld.StartAsync(licensing: Orders.Metered);
        _workgroup = await _server.AddWorkgroupAsync();
        var client = await _server.SignedInAsync(_workgroup);
        _world = new LicenceWorld(_server.Services, client, _workgroup, await client.AddCustomerAsync(), _server.Time.GetUtcNow());
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Licences_AreApplied_OneEach_AndWhoHasOneIsPassedOver()
    {
        await _world.AddPackAsync(5);
        var users = await _world.AddUsersAsync(3);

        var first = await _world.ApplyAsync(users[0]);
        var second = await _world.ApplyAsync(users);

        Assert.Equal((new LicencesAppliedInfo(1, 0), new LicencesAppliedInfo(2, 1)), (first, second));
        var overview = await _world.OverviewAsync();
        Assert.Equal((true, 2, 3, 0, 0), (overview.IsMetered, overview.Available, overview.Applied, overview.Used, overview.Reserved));
        Assert.Equal((5, 3, 0, 2), (overview.Packs[0].Purchased, overview.Packs[0].Applied, overview.Packs[0].Used, overview.Packs[0].Available));
        Assert.Equal(LicenceState.Applied, await _world.StateAsync(users[0]));
    }

    [Fact]
    public async Task TooFew_AreAppliedToNobody_AndItSaysHowManyAreShort()
    {
        await _world.AddPackAsync(2);
        await _world.AddPackAsync(1);
        var users = await _world.AddUsersAsync(5);

        var problem = await _world.PostApplyAsync(users).AssertRefusedAsync(HttpStatusCode.Conflict, "licence/insufficient");

        Assert.Equal(2, (int?)problem["missing"]);
        Assert.Contains("5 licences are needed and 3 are free: 2 are short", (string?)problem["detail"], StringComparison.Ordinal);
        Assert.Equal((3, 0), ((await _world.OverviewAsync()).Available, (await _world.OverviewAsync()).Applied));
        Assert.All(users, user => Assert.Equal(LicenceState.None, _world.StateAsync(user).Result));
    }

    [Fact]
    public async Task PackThatExpiresFirst_IsUsedFirst_AndAnExpiredOneGivesNothing()
    {
        var now = _server.Time.GetUtcNow();
        var late = await _world.AddPackAsync(2, now.AddDays(300));
        var early = await _world.AddPackAsync(1, now.AddDays(30));
        var gone = await _world.AddPackAsync(9, now);
        var users = await _world.AddUsersAsync(2);

        await _world.ApplyAsync(users);

        var packs = (await _world.OverviewAsync()).Packs.ToDictionary(pack => pack.Id);
        Assert.Equal((1, 1, 0), (packs[early].Applied, packs[late].Applied, packs[gone].Applied));
        Assert.Equal((0, 1, 0), (packs[early].Available, packs[late].Available, packs[gone].Available));
        Assert.Equal(9, (await _world.OverviewAsync()).Expired);
    }

    [Fact]
    public async Task OfManyWhoWantTheLastLicences_NoMoreGetThemThanThereAre()
    {
        await _world.AddPackAsync(2);
        await _world.AddPackAsync(1);
        var customers = new List<(Guid Customer, Guid User)>();
        foreach (var number in Enumerable.Range(1, 6))
        {
            // Each at another customer, so that nothing but the packs themselves keeps them apart.
            var customer = await _world.Client.AddCustomerAsync($"other{number}.example");
            var user = await _world.Client.SendAsync(HttpMethod.Post, $"customers/{customer}/users", new CustomerUserDraft { Address = $"anna@other{number}.example" }).ReadAsync<CustomerUserInfo>();
            customers.Add((customer, user.Id));
        }

        var answers = await Task.WhenAll(customers.Select(one => Task.Run(() =>
            _world.Client.SendAsync(HttpMethod.Post, $"customers/{one.Customer}/licences/apply", new CustomerUserSelection { Ids = [one.User] }))));

        Assert.Equal(3, answers.Count(answer => answer.IsSuccessStatusCode));
        Assert.Equal(3, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        Assert.Equal((0, 3), ((await _world.OverviewAsync()).Available, (await _world.OverviewAsync()).Applied));
    }

    [Fact]
    public async Task PersonTwoApplyToAtOnce_GetsOne()
    {
        await _world.AddPackAsync(5);
        var users = await _world.AddUsersAsync(1);

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => _world.ApplyAsync(users))));

        Assert.Equal((1, 3), (answers.Sum(answer => answer.Applied), answers.Sum(answer => answer.AlreadyThere)));
        Assert.Equal(4, (await _world.OverviewAsync()).Available);
    }

    [Fact]
    public async Task UnusedLicence_IsTakenBack_AndCanBeAppliedToAnother()
    {
        await _world.AddPackAsync(1);
        var users = await _world.AddUsersAsync(2);
        await _world.ApplyAsync(users[0]);

        var removed = await _world.PostRemoveAsync(users).ReadAsync<LicencesRemovedInfo>();
        await _world.ApplyAsync(users[1]);

        Assert.Equal(new LicencesRemovedInfo(1, 1), removed);
        Assert.Equal((LicenceState.None, LicenceState.Applied), (await _world.StateAsync(users[0]), await _world.StateAsync(users[1])));
    }

    [Fact]
    public async Task UsedLicence_IsTheirsForGood_AndKeepsThemFromBeingRemoved()
    {
        await _world.AddPackAsync(2);
        var users = await _world.AddUsersAsync(2);
        await _world.ApplyAsync(users);
        await UseAsync(users[0]);

        await _world.PostRemoveAsync(users).AssertRefusedAsync(HttpStatusCode.Conflict, "licence/in-use");
        var problem = await DeleteAsync(users[0]).AssertRefusedAsync(HttpStatusCode.Conflict, "licence/in-use");
        using var other = await DeleteAsync(users[1]);

        Assert.Contains("user1@example.com was used by a pass", (string?)problem["detail"], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NoContent, other.StatusCode);
        Assert.Equal((1, 1), ((await _world.OverviewAsync()).Available, (await _world.OverviewAsync()).Used));
    }

    [Fact]
    public async Task AfterAYear_LicencesExpire_UsedOrNot_AndAnotherTakesTheirPlace()
    {
        await _world.AddPackAsync(2);
        var users = await _world.AddUsersAsync(2);
        await _world.ApplyAsync(users);
        await UseAsync(users[0]);

        _server.Time.Advance(TimeSpan.FromDays(365));
        var client = await _server.SignedInAsync(_workgroup);
        var later = new LicenceWorld(_server.Services, client, _workgroup, _world.Customer, _server.Time.GetUtcNow());
        Assert.Equal((LicenceState.Expired, LicenceState.Expired, 1), (await later.StateAsync(users[0]), await later.StateAsync(users[1]), (await later.OverviewAsync()).Expired));
        await later.PostApplyAsync(users[0]).AssertRefusedAsync(HttpStatusCode.Conflict, "licence/insufficient");
        await later.AddPackAsync(1);
        await later.ApplyAsync(users[0]);

        Assert.Equal(LicenceState.Applied, await later.StateAsync(users[0]));
        using var deleted = await later.Client.SendAsync(HttpMethod.Delete, $"customer-users/{users[1].Id}");
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
    }

    [Fact]
    public async Task People_AreFoundByHowTheyStandWithLicences()
    {
        await _world.AddPackAsync(2);
        await _world.AddPackAsync(1, _server.Time.GetUtcNow().AddDays(1));
        var users = await _world.AddUsersAsync(4);
        await _world.ApplyAsync(users[0]);
        await _world.ApplyAsync(users[1], users[2]);
        await UseAsync(users[1]);
        _server.Time.Advance(TimeSpan.FromHours(11));
        var fresh = new LicenceWorld(_server.Services, _world.Client, _workgroup, _world.Customer, _server.Time.GetUtcNow());
        var bulk = await fresh.Client.SendAsync(
            HttpMethod.Post, $"customers/{_world.Customer}/licences/remove", new CustomerUserSelection { Filter = new CustomerUserFilter { Licence = LicenceState.Applied, Search = "user3" } })
            .ReadAsync<LicencesRemovedInfo>();

        Assert.Equal(1, bulk.Removed);
        Assert.Equal([users[0].Id], (await fresh.ListAsync(LicenceState.Applied)).Items.Select(user => user.Id));
        Assert.Equal([users[1].Id], (await fresh.ListAsync(LicenceState.Used)).Items.Select(user => user.Id));
        Assert.Equal([users[2].Id, users[3].Id], (await fresh.ListAsync(LicenceState.None)).Items.Select(user => user.Id));
        Assert.Equal(0, (await fresh.ListAsync(LicenceState.Reserved)).Total + (await fresh.ListAsync(LicenceState.Expired)).Total);
    }

    [Fact]
    public async Task Associate_AppliesLicences_AndTheLogSaysToWhom()
    {
        await _world.AddPackAsync(1);
        var users = await _world.AddUsersAsync(1);
        var associate = new LicenceWorld(_server.Services, await _server.SignedInAsync(_workgroup, Role.Associate), _workgroup, _world.Customer, _server.Time.GetUtcNow());

        await associate.ApplyAsync(users);

        await using var rows = _world.Open();
        var line = await rows.Actions.SingleAsync(row => row.Action == "licences applied", Cancel);
        Assert.Equal("1: user1@example.com", line.Details);
    }

    [Fact]
    public async Task ServerThatDoesNotMeter_SaysSo_AndSellsNothing()
    {
        await using var server = await ServerWorld.StartAsync();
        var client = await server.SignedInAsync(await server.AddWorkgroupAsync());

        Assert.False((await client.SendAsync(HttpMethod.Get, "licences").ReadAsync<LicenceOverview>()).IsMetered);
        await client.SendAsync(HttpMethod.Post, "orders", Orders.Draft(100)).AssertRefusedAsync(HttpStatusCode.Conflict, "licence/not-metered");
    }

    private Task<HttpResponseMessage> DeleteAsync(CustomerUserInfo user) => _world.Client.SendAsync(HttpMethod.Delete, $"customer-users/{user.Id}");

    private async Task UseAsync(CustomerUserInfo user)
    {
        var now = _server.Time.GetUtcNow();
        await using var rows = _world.Open();
        await rows.Licences.Where(row => row.CustomerUserId == user.Id).ExecuteUpdateAsync(change => change.SetProperty(row => row.Used, now), Cancel);
    }
}
