using Turnstone.Client.People;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;

namespace Turnstone.Server.Sessions;

internal static class SessionRoutes
{
    public static void MapSession(this IEndpointRouteBuilder routes)
    {
        var session = routes.MapGroup("/session").WithTags("Session");
        session.MapPost("/", (SignInDraft draft, SessionService sessions, CancellationToken cancellationToken) => sessions.SignInAsync(draft, cancellationToken))
            .AllowAnonymous().RequireRateLimiting(SecuritySetup.GuessLimit)
            .WithName("SignIn").WithSummary("Signs in with a cookie, for people; scripts use an access token.");
        session.MapGet("/", async (Workspace workspace, SessionService sessions, CancellationToken cancellationToken) =>
                await sessions.FindAsync(workspace.Caller.AgentId, workspace.Caller.WorkgroupId, workspace.Caller.TookTwoSteps, cancellationToken) ?? throw Refusal.NotFound("session"))
            .Needs(Ability.KnowOneself)
            .WithName("GetSession").WithSummary("Says who is signed in, where, and whether the workgroup still asks for two-step sign-in.");
        session.MapPost("/workgroup", (SwitchDraft draft, HttpContext context, Workspace workspace, SessionService sessions, CancellationToken cancellationToken) =>
                sessions.SwitchAsync(workspace.Caller, CallerFinder.IsSession(context.User), draft.WorkgroupId, cancellationToken))
            .Needs(Ability.BeOneself)
            .WithName("SwitchWorkgroup").WithSummary("Lets the session go on in another of your workgroups.");
        session.MapDelete("/", async (SessionService sessions) =>
            {
                await sessions.SignOutAsync();
                return TypedResults.NoContent();
            })
            .AllowAnonymous()
            .WithName("SignOut").WithSummary("Ends the session.");
    }
}
