using Turnstone.Client.Endpoints;
using Turnstone.Server.Requests;
using Turnstone.Server.Security;

namespace Turnstone.Server.Endpoints;

internal static class EndpointRoutes
{
    public static void MapEndpoints(this IEndpointRouteBuilder routes)
    {
        var endpoints = routes.MapGroup("/endpoints").WithTags("Endpoints");
        endpoints.MapGet("/", ([AsParameters] EndpointQuery query, EndpointService service, CancellationToken cancellationToken) => service.ListAsync(query, cancellationToken))
            .Needs(Ability.See)
            .WithName("ListEndpoints").WithSummary("Lists endpoints by name.");
        endpoints.MapGet("/{endpoint:guid}", (Guid endpoint, EndpointService service, CancellationToken cancellationToken) => service.GetAsync(endpoint, cancellationToken))
            .Needs(Ability.See)
            .WithName("GetEndpoint").WithSummary("Shows an endpoint, without its secret.");
        endpoints.MapPost("/", async (EndpointDraft draft, EndpointService service, CancellationToken cancellationToken) =>
            {
                var added = await service.AddAsync(draft, cancellationToken);
                return TypedResults.Created($"/api/v1/endpoints/{added.Id}", added);
            })
            .Needs(Ability.RunProjects)
            .OncePerKey().WithName("AddEndpoint").WithSummary("Adds an endpoint.");
        endpoints.MapPut("/{endpoint:guid}", (Guid endpoint, EndpointDraft draft, EndpointService service, CancellationToken cancellationToken) =>
                service.ChangeAsync(endpoint, draft, cancellationToken))
            .Needs(Ability.RunProjects)
            .WithName("ChangeEndpoint").WithSummary("Makes an endpoint what the request says.");
        endpoints.MapPost("/{endpoint:guid}/archive", (Guid endpoint, EndpointService service, CancellationToken cancellationToken) =>
                service.ArchiveAsync(endpoint, isArchived: true, cancellationToken))
            .Needs(Ability.RunProjects)
            .WithName("ArchiveEndpoint").WithSummary("Puts an endpoint away; projects that use it go on.");
        endpoints.MapPost("/{endpoint:guid}/restore", (Guid endpoint, EndpointService service, CancellationToken cancellationToken) =>
                service.ArchiveAsync(endpoint, isArchived: false, cancellationToken))
            .Needs(Ability.RunProjects)
            .WithName("RestoreEndpoint").WithSummary("Offers an endpoint again that was put away.");
        endpoints.MapPost("/{endpoint:guid}/test", (Guid endpoint, EndpointTestDraft draft, EndpointTests tests, CancellationToken cancellationToken) =>
                tests.RunAsync(endpoint, draft, told: null, cancellationToken))
            .Needs(Ability.RunProjects)
            .WithName("TestEndpoint").WithSummary("Tries an endpoint step by step and keeps what was found; one test of an endpoint at a time.");
    }
}
