using System.Net;
using Turnstone.Storage.Agents;
using Xunit;

namespace Turnstone.Tests.Server;

/// <summary>Every route, with another workgroup's ids: none of it is to be seen, changed, or told from what does not exist.</summary>
public sealed class IsolationWalkTests : IAsyncLifetime
{
    private ServerWorld _world = null!;

    public async ValueTask InitializeAsync() => _world = await ServerWorld.StartAsync();

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task AnotherWorkgroupsThings_AreNotThere()
    {
        var theirs = await RouteSamples.FillAsync(_world, await _world.AddWorkgroupAsync("Theirs"));
        var client = await _world.SignedInAsync(await _world.AddWorkgroupAsync("Ours"));
        var nothing = RouteSamples.OfNothing(theirs);
        var faults = new List<string>();
        var walked = 0;
        foreach (var route in RouteSamples.Guarded(_world).Where(route => route.RoutePattern.Parameters.Count > 0))
        {
            var (method, path, body) = theirs.Request(route);
            var (_, otherPath, _) = nothing.Request(route);
            using var answer = await client.SendAsync(method, path, body);
            using var other = await client.SendAsync(method, otherPath, body);
            walked++;
            if (answer.StatusCode != HttpStatusCode.NotFound || await ToldAsync(answer) != await ToldAsync(other))
            {
                faults.Add($"{method} {path}: {(int)answer.StatusCode}");
            }
        }

        Assert.Empty(faults);
        Assert.True(walked >= 5, $"{walked} routes were walked.");
    }

    [Fact]
    public async Task Lists_HoldNothingOfAnotherWorkgroup()
    {
        var theirs = await RouteSamples.FillAsync(_world, await _world.AddWorkgroupAsync("Theirs"));
        var client = await _world.SignedInAsync(await _world.AddWorkgroupAsync("Ours"));
        foreach (var route in RouteSamples.Guarded(_world).Where(route => route.RoutePattern.Parameters.Count == 0))
        {
            var (method, path, body) = theirs.Request(route);
            if (method != HttpMethod.Get)
            {
                continue;
            }

            using var answer = await client.SendAsync(method, path, body);
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.All(theirs.Ids, id => Assert.DoesNotContain(id.ToString(), text, StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task RouteWithoutAnAbility_ServesNobody_AndNothingButTheKnownIsOpen()
    {
        var open = _world.Routes.Where(route => route.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAllowAnonymous>() is not null)
            .Select(route => route.RoutePattern.RawText!.TrimEnd('/')).Distinct().Order(StringComparer.Ordinal);

        Assert.Equal(
            [
                "/_content/Microsoft.AspNetCore.Components.QuickGrid/QuickGrid.razor.js", "/_framework/blazor.web.js", "/_framework/opaque-redirect",
                "/api/v1/invitations/accept", "/api/v1/invitations/accept/openid", "/api/v1/invitations/look", "/api/v1/password-reset", "/api/v1/password-reset/finish", "/api/v1/session",
                "/api/v1/session/methods", "/api/v1/session/openid", "/api/v1/session/openid/sign-out", "/api/v1/setup", "/credentials", "/face/face.js", "/face/turnstone.css", "/health", "/health/ready",
                "/invitation", "/not-found", "/openapi/{documentName}.json", "/password-reset", "/setup", "/sign-in", "/sign-out",
            ],
            open.Where(route => !IsReferencePage(route)));
        Assert.All(RouteSamples.Guarded(_world), route => Assert.NotNull(route.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.AuthorizationPolicy>()));
    }

    private static bool IsReferencePage(string route) => $"{route}/".StartsWith("/api/", StringComparison.Ordinal) && !route.StartsWith("/api/v1/", StringComparison.Ordinal);

    private static Task<string> ToldAsync(HttpResponseMessage answer) => answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        .ContinueWith(text => System.Text.RegularExpressions.Regex.Replace(text.Result, "\"traceId\":\"[^\"]*\"", ""), TaskScheduler.Default);
}
