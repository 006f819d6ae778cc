using Turnstone.Client.People;
using Turnstone.Server.Requests;
using Turnstone.Server.Security;

namespace Turnstone.Server.Invitations;

internal static class InvitationRoutes
{
    public static void MapInvitations(this IEndpointRouteBuilder routes)
    {
        var invitations = routes.MapGroup("/invitations").WithTags("Invitations");
        invitations.MapGet("/", (InvitationService service, CancellationToken cancellationToken) => service.ListAsync(cancellationToken))
            .Needs(Ability.KeepAgents)
            .WithName("ListInvitations").WithSummary("Lists invitations that still can be accepted.");
        invitations.MapPost("/", async (InvitationDraft draft, InvitationService service, CancellationToken cancellationToken) =>
                TypedResults.Created((string?)null, await service.InviteAsync(draft, cancellationToken)))
            .Needs(Ability.KeepAgents)
            .OncePerKey().WithName("Invite").WithSummary("Asks people by mail to join the workgroup; the links work once, for 7 days.");
        invitations.MapDelete("/{invitation:guid}", async (Guid invitation, InvitationService service, CancellationToken cancellationToken) =>
            {
                await service.WithdrawAsync(invitation, cancellationToken);
                return TypedResults.NoContent();
            })
            .Needs(Ability.KeepAgents)
            .WithName("WithdrawInvitation").WithSummary("Takes an invitation back.");

        // By POST, so that codes stay out of the logs of whatever stands in between.
        invitations.MapPost("/look", (InvitationCode code, AcceptanceService service, CancellationToken cancellationToken) => service.LookAsync(code.Code, cancellationToken))
            .AllowAnonymous().RequireRateLimiting(SecuritySetup.GuessLimit)
            .WithName("LookAtInvitation").WithSummary("Says what an invitation's link is for.");
        invitations.MapPost("/accept", (AcceptDraft draft, AcceptanceService service, CancellationToken cancellationToken) => service.AcceptAsync(draft, cancellationToken))
            .AllowAnonymous().RequireRateLimiting(SecuritySetup.GuessLimit)
            .WithName("AcceptInvitation").WithSummary("Joins the workgroup with the address's account or a new one, and signs in with a cookie.");
    }
}
