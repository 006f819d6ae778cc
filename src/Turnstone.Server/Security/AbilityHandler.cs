using Microsoft.AspNetCore.Authorization;
using Turnstone.Server.Refusals;

namespace Turnstone.Server.Security;

/// <summary>The one door: finds out who asks, lets them in where they have the ability, and says why where they have not.</summary>
internal sealed class AbilityHandler(CallerFinder callers, Workspace workspace) : AuthorizationHandler<AbilityRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, AbilityRequirement requirement)
    {
        if (context.User.Identity is not { IsAuthenticated: true })
        {
            return;
        }

        var caller = await callers.FindAsync(context.User) ?? throw Refusal.SignIn(RefusalCodes.SessionEnded, "Your session has ended: sign in.");

        var ability = requirement.Ability;
        if (!ability.IsHeldBy(caller.Role))
        {
            throw Refusal.Forbidden(RefusalCodes.RoleTooLow, $"As {caller.Role} you may not do this: it takes at least the role {ability.LowestRole()}.");
        }

        if (!ability.IsWithin(caller.Scope))
        {
            throw Refusal.Forbidden(RefusalCodes.TokenScopeTooLow, "This token's scope does not reach that far: make one with a wider scope.");
        }

        if (caller.LacksTwoStep && ability != Ability.BeOneself)
        {
            throw Refusal.Forbidden(RefusalCodes.TwoStepNeeded, "This workgroup asks for two-step sign-in: turn it on for your account first.");
        }

        workspace.Enter(caller);
        context.Succeed(requirement);
    }
}
