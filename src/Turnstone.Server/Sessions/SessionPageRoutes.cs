using Turnstone.Server.Face;
using Turnstone.Server.Security;

namespace Turnstone.Server.Sessions;

/// <summary>
/// What forms around every page do to the session. The session's cookie is sent by our own pages alone (SameSite=Strict), so that no other site can do
/// either.
/// </summary>
internal static class SessionPageRoutes
{
    public static void MapSessionPages(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/sign-out", async (HttpContext context, SessionService sessions, PageAddresses addresses) =>
            {
                // Another site's form comes without the cookie, and must not take it away either.
                if (context.User.Identity is { IsAuthenticated: true })
                {
                    await sessions.SignOutAsync();
                }

                return Results.LocalRedirect(addresses.PathOf("sign-in"));
            })
            .AllowAnonymous().ExcludeFromDescription();
        routes.MapPost("/workgroup", async (HttpContext context, SessionService sessions, Workspace workspace, PageAddresses addresses) =>
            {
                var form = await context.Request.ReadFormAsync(context.RequestAborted);
                if (Guid.TryParse(form["workgroup"], out var workgroup))
                {
                    await sessions.SwitchAsync(workspace.Caller, CallerFinder.IsSession(context.User), workgroup, context.RequestAborted);
                }

                return Results.LocalRedirect(addresses.Base);
            })
            .Needs(Ability.BeOneself).ExcludeFromDescription();
    }
}
