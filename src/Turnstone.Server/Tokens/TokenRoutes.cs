using Turnstone.Client.People;
using Turnstone.Server.Requests;
using Turnstone.Server.Security;

namespace Turnstone.Server.Tokens;

internal static class TokenRoutes
{
    public static void MapTokens(this IEndpointRouteBuilder routes)
    {
        var tokens = routes.MapGroup("/tokens").WithTags("Tokens").Needs(Ability.BeOneself);
        tokens.MapGet("/", (TokenService service, CancellationToken cancellationToken) => service.ListAsync(cancellationToken))
            .WithName("ListTokens").WithSummary("Lists your access tokens that hold.");
        tokens.MapPost("/", async (TokenDraft draft, TokenService service, CancellationToken cancellationToken) =>
                TypedResults.Created((string?)null, await service.MakeAsync(draft, cancellationToken)))
            .OncePerKey().WithName("MakeToken").WithSummary("Makes a personal access token and shows it this once.");
        tokens.MapDelete("/{token:guid}", async (Guid token, TokenService service, CancellationToken cancellationToken) =>
            {
                await service.RevokeAsync(token, cancellationToken);
                return TypedResults.NoContent();
            })
            .WithName("RevokeToken").WithSummary("Takes a token back, at once and for good.");
    }
}
