using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Turnstone.Server.Security;
using Turnstone.Storage.Agents;
using Xunit;

namespace Turnstone.Tests.Server;

/// <summary>Who may do what, as a table, and every route held to it.</summary>
public sealed class RoleMatrixTests : IAsyncLifetime
{
    private ServerWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await ServerWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public void Matrix_IsThis()
    {
        var table = Enum.GetValues<Ability>().Select(ability =>
            $"{ability,-15} {string.Join(' ', Enum.GetValues<Role>().Select(role => ability.IsHeldBy(role) ? "yes" : "no "))}".TrimEnd());

        //                              Inactive Associate Manager Administrator
        Assert.Equal(
            [
                "KnowOneself     yes yes yes yes",
                "BeOneself       yes yes yes yes",
                "See             no  yes yes yes",
                "KeepCustomers   no  yes yes yes",
                "RunProjects     no  yes yes yes",
                "BuyLicences     no  no  yes yes",
                "KeepBilling     no  no  no  yes",
                "KeepAgents      no  no  yes yes",
                "KeepWorkgroup   no  no  no  yes",
                "MakeWorkgroups  no  yes yes yes",
            ],
            table);
    }

    [Theory]
    [InlineData(Role.Inactive)]
    [InlineData(Role.Associate)]
    [InlineData(Role.Manager)]
    [InlineData(Role.Administrator)]
    public async Task EveryRoute_LetsInWhoMay_AndNobodyElse(Role role)
    {
        var workgroup = await _world.AddWorkgroupAsync();
        var nothing = RouteSamples.OfNothing(await RouteSamples.FillAsync(_world, workgroup));
        var client = await _world.SignedInAsync(workgroup, role);
        foreach (var route in RouteSamples.Guarded(_world))
        {
            var (method, path, body) = nothing.Request(route);
            using var answer = await client.SendAsync(method, path, body);

            var isLetIn = answer.StatusCode != HttpStatusCode.Forbidden;
            Assert.True(isLetIn == AbilityOf(route).IsHeldBy(role), $"{method} {path} as {role}: {(int)answer.StatusCode}");
            Assert.True((int)answer.StatusCode < 500, $"{method} {path}: {(int)answer.StatusCode}");
        }
    }

    private static Ability AbilityOf(RouteEndpoint route) =>
        route.Metadata.GetMetadata<AuthorizationPolicy>()!.Requirements.OfType<AbilityRequirement>().Single().Ability;
}
