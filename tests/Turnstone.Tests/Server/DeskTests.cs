using System.Security.Claims;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Turnstone.Server.Face;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Storage.Agents;
using Xunit;

namespace Turnstone.Tests.Server;

/// <summary>How long a page's session goes on: as long as somebody does something with it.</summary>
public sealed class DeskTests
{
    [Fact]
    public async Task PageThatLooksByItself_KeepsNoSessionAlive_AndSomebodyWhoAsksDoes()
    {
        await using var world = await ServerWorld.StartAsync();
        var somebody = await SomebodyAsync(world);
        var (watched, used) = (new Desk(world.Services.GetRequiredService<IServiceScopeFactory>(), somebody, world.Time), new Desk(world.Services.GetRequiredService<IServiceScopeFactory>(), somebody, world.Time));

        world.Time.Advance(SecuritySetup.SessionHolds - TimeSpan.FromMinutes(1));
        Assert.True(await LookAsync(watched));
        Assert.True(await used.AskAsync<Workspace, bool>(Ability.See, _ => Task.FromResult(true)));
        world.Time.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(RefusalCodes.SessionEnded, (await Assert.ThrowsAsync<Refusal>(() => LookAsync(watched))).Code);
        Assert.True(await LookAsync(used));
    }

    private static Task<bool> LookAsync(Desk desk) => desk.GlanceAsync<Workspace, bool>(Ability.See, _ => Task.FromResult(true));

    private static async Task<AuthenticationStateProvider> SomebodyAsync(ServerWorld world)
    {
        var workgroup = await world.AddWorkgroupAsync();
        var email = await world.AddAgentAsync(workgroup, Role.Associate);
        await using var rows = world.Rows();
        var agent = await rows.Agents.SingleAsync(row => row.Email == email, TestContext.Current.CancellationToken);
        return new Known(new ClaimsPrincipal(new ClaimsIdentity(
            [new(ClaimTypes.NameIdentifier, agent.Id.ToString()), new(CallerFinder.WorkgroupClaim, workgroup.ToString()), new(CallerFinder.ScopeClaim, nameof(TokenScope.Full))], "test")));
    }

    private sealed class Known(ClaimsPrincipal user) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(user));
    }
}
