using System.Globalization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Turnstone.Client.Customers;
using Turnstone.Client.People;
using Turnstone.Storage.Agents;
using Turnstone.Storage.Customers;
using Turnstone.Storage.Plane;
using Xunit;

namespace Turnstone.Tests.Server;

/// <summary>
/// For tests that walk every route: a thing of a workgroup for each name in a path, and a sound body for each kind of request. A route whose
/// names or body are missing here fails the walks: add them when you add a route.
/// </summary>
internal sealed class RouteSamples
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 26, 12, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<Type, object> Bodies = new()
    {
        [typeof(SetupDraft)] = new SetupDraft { Code = "0", Workgroup = "W", Name = "N", Email = "n@msp.example", Password = ServerWorld.Password },
        [typeof(SignInDraft)] = new SignInDraft { Email = "n@msp.example", Password = ServerWorld.Password },
        [typeof(TokenDraft)] = new TokenDraft { Name = "Script" },
        [typeof(CustomerDraft)] = new CustomerDraft { CompanyName = "Changed", PrimaryDomain = "changed.example" },
    };

    private readonly Dictionary<string, Guid> _ids;

    private RouteSamples(Dictionary<string, Guid> ids) => _ids = ids;

    /// <summary>One thing of each kind in a workgroup.</summary>
    public static async Task<RouteSamples> FillAsync(ServerWorld world, Guid workgroup)
    {
        await using var rows = world.Services.GetRequiredService<PlaneDatabase>().Open(new PlaneScope.Of(workgroup));
        var agent = new Agent { DisplayName = "Owner", UserName = $"{workgroup}@msp.example", NormalizedUserName = $"{workgroup}", NormalizedEmail = $"{workgroup}", Created = Noon };
        var token = new AccessToken { AgentId = agent.Id, Name = "Script", Hash = $"{workgroup}", Scope = TokenScope.Read, Created = Noon, Expires = Noon.AddYears(1) };
        var customer = new Customer { CompanyName = "Theirs", PrimaryDomain = "theirs.example", Created = Noon };
        rows.AddRange(agent, new Membership { AgentId = agent.Id, Role = Role.Administrator, Created = Noon }, token, customer);
        await rows.SaveChangesAsync(TestContext.Current.CancellationToken);
        return new RouteSamples(new Dictionary<string, Guid> { ["token"] = token.Id, ["customer"] = customer.Id });
    }

    /// <summary>The same paths with things that nobody has.</summary>
    public static RouteSamples OfNothing(RouteSamples like) => new(like._ids.Keys.ToDictionary(name => name, _ => Guid.NewGuid()));

    /// <summary>Everything the samples are called by.</summary>
    public IEnumerable<Guid> Ids => _ids.Values;

    /// <summary>A request to a route, sound but for whose things it names.</summary>
    public (HttpMethod Method, string Path, object? Body) Request(RouteEndpoint route)
    {
        var method = HttpMethod.Parse(route.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods[0]);
        var path = string.Join('/', route.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
        {
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal => literal.Content,
            Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart parameter => _ids[parameter.Name].ToString("D", CultureInfo.InvariantCulture),
            _ => throw new InvalidOperationException($"{route.RoutePattern.RawText} has a part that the walks do not know."),
        }))));
        var body = route.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is { } type ? Bodies[type] : null;
        return (method, "/" + path, body);
    }

    /// <summary>The routes that need an ability, which are all but a few that are open.</summary>
    public static IReadOnlyList<RouteEndpoint> Guarded(ServerWorld world) =>
        [.. world.Routes.Where(route => route.RoutePattern.RawText!.StartsWith("/api/v1", StringComparison.Ordinal) && route.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAllowAnonymous>() is null)];
}
