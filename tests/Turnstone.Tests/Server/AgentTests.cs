using System.Net;
using Turnstone.Client;
using Turnstone.Client.Actions;
using Turnstone.Client.People;
using Turnstone.Storage.Agents;
using Xunit;

namespace Turnstone.Tests.Server;

public sealed class AgentTests : IAsyncLifetime
{
    private ServerWorld _world = null!;
    private Guid _workgroup;
    private HttpClient _administrator = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await ServerWorld.StartAsync();
        _workgroup = await _world.AddWorkgroupAsync();
        _administrator = await _world.SignedInAsync(_workgroup);
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Agents_AreListedByName_WithTheirRoles()
    {
        await _world.AddAgentAsync(_workgroup, Role.Manager);
        await _world.AddAgentAsync(_workgroup, Role.Inactive);
        await _world.AddAgentAsync(await _world.AddWorkgroupAsync("Another"), Role.Associate);

        Assert.Equal(
            [("The Administrator", AgentRole.Administrator), ("The Inactive", AgentRole.Inactive), ("The Manager", AgentRole.Manager)],
            (await ListAsync()).Select(agent => (agent.Name, agent.Role)));
    }

    [Fact]
    public async Task Role_IsChanged_AndTheLogSaysBy_Whom()
    {
        var id = await IdOfAsync(await _world.SignedInAsync(_workgroup, Role.Associate));

        Assert.Equal(AgentRole.Manager, (await Give(_administrator, id, AgentRole.Manager).ReadAsync<AgentInfo>()).Role);

        var line = Assert.Single((await _administrator.SendAsync(HttpMethod.Get, $"actions?subject={id}").ReadAsync<Paged<ActionInfo>>()).Items);
        Assert.Equal(("Agent", "The Associate", "changed", "Role: Associate → Manager", "The Administrator"), (line.Kind, line.Subject, line.Action, line.Details, line.Agent));
    }

    [Fact]
    public async Task Manager_NeitherMakesAdministratorsNorUnmakesThem()
    {
        var manager = await _world.SignedInAsync(_workgroup, Role.Manager);
        var associate = await IdOfAsync(await _world.SignedInAsync(_workgroup, Role.Associate));
        var administrator = await IdOfAsync(await _world.SignedInAsync(_workgroup));

        await Give(manager, associate, AgentRole.Administrator).AssertRefusedAsync(HttpStatusCode.Forbidden, "agent/administrators-only");
        await Give(manager, administrator, AgentRole.Associate).AssertRefusedAsync(HttpStatusCode.Forbidden, "agent/administrators-only");
        await Remove(manager, administrator).AssertRefusedAsync(HttpStatusCode.Forbidden, "agent/administrators-only");
        await Give(manager, await IdOfAsync(manager), AgentRole.Administrator).AssertRefusedAsync(HttpStatusCode.Forbidden, "agent/administrators-only");
        Assert.Equal(AgentRole.Inactive, (await Give(manager, associate, AgentRole.Inactive).ReadAsync<AgentInfo>()).Role);
        Assert.Equal(AgentRole.Administrator, (await Give(_administrator, associate, AgentRole.Administrator).ReadAsync<AgentInfo>()).Role);
    }

    [Theory]
    [InlineData(AgentRole.Inactive)]
    [InlineData(AgentRole.Associate)]
    [InlineData(AgentRole.Manager)]
    public async Task LastAdministrator_Stays(AgentRole role)
    {
        var id = await IdOfAsync(_administrator);

        await Give(_administrator, id, role).AssertRefusedAsync(HttpStatusCode.Conflict, "agent/last-administrator");
        await Remove(_administrator, id).AssertRefusedAsync(HttpStatusCode.Conflict, "agent/last-administrator");

        await _world.AddAgentAsync(_workgroup, Role.Administrator);
        Assert.Equal(role, (await Give(_administrator, id, role).ReadAsync<AgentInfo>()).Role);
    }

    [Fact]
    public async Task TwoWhoUnmakeEachOtherAtOnce_LeaveAnAdministrator()
    {
        var workgroup = await _world.AddWorkgroupAsync();
        var (one, two) = (await _world.SignedInAsync(workgroup), await _world.SignedInAsync(workgroup));
        var (first, second) = (await IdOfAsync(one), await IdOfAsync(two));

        // When the one has seen that somebody remains, that somebody is unmade.
        using var meeting = new BetweenCommands(
            _world.DataDirectory,
            text => text.Contains("EXISTS", StringComparison.Ordinal) && text.Contains("\"membership\"", StringComparison.Ordinal),
            () => Give(two, first, AgentRole.Manager).GetAwaiter().GetResult());
        using var answer = await Give(one, second, AgentRole.Manager);

        Assert.True(meeting.IsDone);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal((AgentRole.Manager, AgentRole.Administrator), ((await ServerWorld.WhoAsync(one)).Role, (await ServerWorld.WhoAsync(two)).Role));
    }

    [Fact]
    public async Task RemovedAgent_IsOut_AndSoAreTheirTokens()
    {
        var script = await _world.WithTokenAsync(_workgroup, AccessScope.Full);
        var session = await _world.SignedInAsync(_workgroup, Role.Associate);
        var (owner, associate) = (await IdOfAsync(script), await IdOfAsync(session));

        Assert.Equal(HttpStatusCode.NoContent, (await Remove(_administrator, associate)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await Remove(_administrator, owner)).StatusCode);

        Assert.Equal(HttpStatusCode.Unauthorized, (await session.SendAsync(HttpMethod.Get, "session")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await script.SendAsync(HttpMethod.Get, "session")).StatusCode);
        Assert.Equal("The Administrator", Assert.Single(await ListAsync()).Name);
        await Remove(_administrator, associate).AssertRefusedAsync(HttpStatusCode.NotFound, "not-found");
    }

    private Task<List<AgentInfo>> ListAsync() => _administrator.SendAsync(HttpMethod.Get, "agents").ReadAsync<List<AgentInfo>>();

    private static async Task<Guid> IdOfAsync(HttpClient client) => (await ServerWorld.WhoAsync(client)).AgentId;

    private static Task<HttpResponseMessage> Give(HttpClient client, Guid agent, AgentRole role) => client.SendAsync(HttpMethod.Put, $"agents/{agent}/role", new RoleDraft { Role = role });

    private static Task<HttpResponseMessage> Remove(HttpClient client, Guid agent) => client.SendAsync(HttpMethod.Delete, $"agents/{agent}");
}
