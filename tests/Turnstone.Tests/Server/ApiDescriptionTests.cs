using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Xunit;

namespace Turnstone.Tests.Server;

/// <summary>The description of the REST interface, which clients are made from.</summary>
public sealed class ApiDescriptionTests : IAsyncLifetime
{
    private ServerWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await ServerWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task EveryRoute_IsDescribed_WithWhatItIsCalled()
    {
        var description = (await _world.Stranger().SendAsync(HttpMethod.Get, "/openapi/v1.json").ReadAsync<JsonObject>())["paths"]!.AsObject();

        var described = description.SelectMany(path => path.Value!.AsObject().Select(operation => (string?)operation.Value!["operationId"])).Order(StringComparer.Ordinal);
        var served = RouteSamples.Guarded(_world).Select(NameOf);
        Assert.Empty(served.Except(described));
    }

    [Fact]
    public async Task Description_StaysAsReviewed()
    {
        var description = await _world.Stranger().SendAsync(HttpMethod.Get, "/openapi/v1.json").ReadAsync<JsonObject>();

        Snapshot.MatchesFile(Path.Combine(House.RepositoryRoot.Path, "docs", "openapi", "v1.json"), ApiSnapshot.TextOf(description));
    }

    [Fact]
    public async Task Lists_RefuseToTakeMoreThanAThousand_AndToPassOverLessThanNone()
    {
        var workgroup = await _world.AddWorkgroupAsync();
        var samples = await RouteSamples.FillAsync(_world, workgroup);
        var client = await _world.SignedInAsync(workgroup);
        var lists = RouteSamples.Guarded(_world).Where(route => NameOf(route) is "ListCustomers" or "ListCustomerUsers" or "ListOrders" or "ListCoupons" or "ListEndpoints" or "ListProjects" or "ListMailboxes").ToList();
        var faults = new List<string>();
        foreach (var list in lists)
        {
            var (method, path, _) = samples.Request(list);
            foreach (var query in new[] { "?take=1001", "?take=0", "?skip=-1" })
            {
                using var answer = await client.SendAsync(method, path + query);
                if (answer.StatusCode != HttpStatusCode.BadRequest)
                {
                    faults.Add($"{path}{query}: {(int)answer.StatusCode}");
                }
            }
        }

        Assert.Empty(faults);
        Assert.Equal(7, lists.Count);
    }

    private static string? NameOf(RouteEndpoint route) => route.Metadata.OfType<EndpointNameMetadata>().SingleOrDefault()?.EndpointName;
}
