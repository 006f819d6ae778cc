using System.Security.Claims;
using Turnstone.Server.Refusals;

namespace Turnstone.Server.Security;

/// <summary>Finds out who asks, lets them into their workspace where they have the ability, and says why where they have not. Routes and pages come by the same one.</summary>
internal sealed class Doorkeeper(CallerFinder callers, Workspace workspace)
{
    /// <summary>Lets somebody in.</summary>
    /// <exception cref="Refusal">Their session has ended, or they may not.</exception>
    public async Task<Caller> LetInAsync(ClaimsPrincipal user, Ability ability)
    {
        var caller = await callers.FindAsync(user) ?? throw Refusal.SignIn(RefusalCodes.SessionEnded, "Your session has ended: sign in.");
        if (!ability.IsHeldBy(caller.Role))
        {
            throw Refusal.Forbidden(RefusalCodes.RoleTooLow, $"As {caller.Role} you may not do this: it takes at least the role {ability.LowestRole()}.");
        }

        if (!ability.IsWithin(caller.Scope))
        {
            throw Refusal.Forbidden(RefusalCodes.TokenScopeTooLow, "This token's scope does not reach that far: make one with a wider scope.");
        }

        if (caller.LacksTwoStep && !ability.ComesBeforeTwoStep())
        {
            throw Refusal.Forbidden(RefusalCodes.TwoStepNeeded, "This workgroup asks for two-step sign-in: turn it on for your account first.");
        }

        workspace.Enter(caller);
        return caller;
    }
}
