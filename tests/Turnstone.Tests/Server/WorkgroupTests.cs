using System.Net;
using Turnstone.Client;
using Turnstone.Client.Actions;
using Turnstone.Client.Customers;
using Turnstone.Client.People;
using Turnstone.Client.Workgroups;
using Turnstone.Storage.Agents;
using Xunit;

namespace Turnstone.Tests.Server;

public sealed class WorkgroupTests : IAsyncLifetime
{
    private ServerWorld _world = null!;
    private Guid _workgroup;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await ServerWorld.StartAsync();
        _workgroup = await _world.AddWorkgroupAsync("First");
        _client = await _world.SignedInAsync(_workgroup);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task WorkgroupThatIsMade_IsAnotherWorld_TheSessionCanSwitchTo()
    {
        await _client.SendAsync(HttpMethod.Post, "customers", new CustomerDraft { CompanyName = "Example", PrimaryDomain = "example.com" });

        _world.Time.Advance(TimeSpan.FromSeconds(1));
        var made = await MakeAsync("Second");
        var session = await _client.SendAsync(HttpMethod.Post, "session/workgroup", new SwitchDraft { WorkgroupId = made.Id }).ReadAsync<SessionInfo>();

        Assert.Equal(("Second", AgentRole.Administrator), (session.Workgroup, session.Role));
        Assert.Equal(session, await ServerWorld.WhoAsync(_client));
        Assert.Empty((await _client.SendAsync(HttpMethod.Get, "customers").ReadAsync<Paged<CustomerInfo>>()).Items);
        Assert.Equal(["First", "Second"], (await ListAsync()).Select(workgroup => workgroup.Name));
        Assert.Equal("Workgroup Second added", Assert.Single(await LinesAsync()));
    }

    [Fact]
    public async Task WorkgroupOfOthers_IsNotSwitchedTo()
    {
        var theirs = await _world.AddWorkgroupAsync("Theirs");

        await _client.SendAsync(HttpMethod.Post, "session/workgroup", new SwitchDraft { WorkgroupId = theirs }).AssertRefusedAsync(HttpStatusCode.NotFound, "not-found");

        Assert.Equal(_workgroup, (await ServerWorld.WhoAsync(_client)).WorkgroupId);
    }

    [Fact]
    public async Task Token_StaysInItsWorkgroup()
    {
        var script = await _world.WithTokenAsync(_workgroup, AccessScope.Full);
        var made = await script.SendAsync(HttpMethod.Post, "workgroups", new WorkgroupDraft { Name = "Second" }).ReadAsync<WorkgroupInfo>();

        await script.SendAsync(HttpMethod.Post, "session/workgroup", new SwitchDraft { WorkgroupId = made.Id }).AssertRefusedAsync(HttpStatusCode.Conflict, "session/needed");
    }

    [Fact]
    public async Task EleventhWorkgroup_IsRefused()
    {
        for (var number = 2; number <= 10; number++)
        {
            await MakeAsync($"Number {number}");
        }

        await _client.SendAsync(HttpMethod.Post, "workgroups", new WorkgroupDraft { Name = "One more" }).AssertRefusedAsync(HttpStatusCode.Conflict, "workgroup/too-many");
        Assert.Equal(10, (await ListAsync()).Count);
    }

    [Fact]
    public async Task Settings_AreChanged_AndTheLogSaysWhat()
    {
        var changed = await _client.SendAsync(HttpMethod.Put, "workgroup", new WorkgroupSettings { Name = "Renamed", SharesProjects = true, RequiresTwoStep = false })
            .ReadAsync<WorkgroupInfo>();

        Assert.Equal(("Renamed", true), (changed.Name, changed.SharesProjects));
        Assert.Equal("Renamed", (await ServerWorld.WhoAsync(_client)).Workgroup);
        Assert.Equal("Workgroup Renamed changed Name: First → Renamed\nSharesProjects: False → True", Assert.Single(await LinesAsync()));
    }

    private Task<WorkgroupInfo> MakeAsync(string name) => _client.SendAsync(HttpMethod.Post, "workgroups", new WorkgroupDraft { Name = name }).ReadAsync<WorkgroupInfo>();

    private Task<List<WorkgroupInfo>> ListAsync() => _client.SendAsync(HttpMethod.Get, "workgroups").ReadAsync<List<WorkgroupInfo>>();

    private async Task<IEnumerable<string>> LinesAsync() =>
        (await _client.SendAsync(HttpMethod.Get, "actions?kind=Workgroup").ReadAsync<Paged<ActionInfo>>()).Items.Select(line => $"{line.Kind} {line.Subject} {line.Action} {line.Details}".TrimEnd());
}
