using Turnstone.Client.OpenId;
using Turnstone.Server.Invitations;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Server.Sessions;

namespace Turnstone.Server.OpenId;

internal static class OpenIdRoutes
{
    public static void MapOpenId(this IEndpointRouteBuilder routes)
    {
        var session = routes.MapGroup("/session").WithTags("Session").AllowAnonymous();
        session.MapGet("/methods", (ServerSettings settings) => new SignInMethods { OpenId = settings.OpenId is { } provider ? new OpenIdMethod(provider.Name) : null })
            .WithName("ListSignInMethods").WithSummary("Says how people can sign in.");
        session.MapGet("/openid", SignInAsync)
            .WithName("SignInWithOpenId").WithSummary("Leads a browser to the OpenID Connect provider, and back to returnTo, a path of this server.")
            .Produces(StatusCodes.Status302Found);
        session.MapPost("/openid/sign-out", async (HttpContext context, SessionService sessions, OpenIdStart start) =>
            {
                await sessions.SignOutAsync();
                return new OpenIdSignOut(await start.FindEndAsync(context));
            })
            .WithName("SignOutOfOpenId").WithSummary("Ends the session, and says where the provider ends its own, if it does.");

        routes.MapPost("/invitations/accept/openid", async (OpenIdAcceptDraft draft, HttpContext context, AcceptanceService invitations, OpenIdStart start, CancellationToken cancellationToken) =>
                await start.BeginAsync(context, await invitations.PrepareAsync(draft, cancellationToken)))
            .AllowAnonymous().RequireRateLimiting(SecuritySetup.GuessLimit)
            .WithName("AcceptInvitationWithOpenId").WithTags("Invitations").WithSummary("Gives the provider's address, to which a browser goes to accept an invitation there.");

        var agent = routes.MapGroup("/agent/openid").WithTags("Agent").Needs(Ability.BeOneself);
        agent.MapGet("/", (OpenIdLinks links) => links.GetAsync())
            .WithName("GetOpenId").WithSummary("Says whether your account is linked with one at the OpenID Connect provider.");
        agent.MapPost("/", async (OpenIdLinkDraft draft, HttpContext context, OpenIdLinks links, OpenIdStart start, CancellationToken cancellationToken) =>
            {
                start.Require();
                return await start.BeginAsync(context, await links.PrepareAsync(draft, CallerFinder.IsSession(context.User), cancellationToken));
            })
            .RequireRateLimiting(SecuritySetup.GuessLimit)
            .WithName("LinkOpenId").WithSummary("Gives the provider's address, to which your browser goes to link your account.");
        agent.MapDelete("/", async (OpenIdLinks links, CancellationToken cancellationToken) =>
            {
                await links.UnlinkAsync(cancellationToken);
                return TypedResults.NoContent();
            })
            .WithName("UnlinkOpenId").WithSummary("Takes the link away and ends your sessions elsewhere.");
    }

    // For a browser that follows a link: what goes wrong is a page, too.
    private static async Task SignInAsync(HttpContext context, OpenIdStart start, OpenIdAddresses addresses, string? returnTo = null)
    {
        try
        {
            var address = await start.BeginAsync(context, new OpenIdErrand.SignIn { ReturnTo = LocalPath.Parse(returnTo) });
            context.Response.Redirect(address.Address);
        }
        catch (Refusal refusal)
        {
            await SignInPage.RefuseAsync(context.Response, refusal, addresses.Page(context.Request, default));
        }
    }
}
