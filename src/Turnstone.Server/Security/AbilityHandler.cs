using Microsoft.AspNetCore.Authorization;

namespace Turnstone.Server.Security;

/// <summary>The one door of all routes.</summary>
internal sealed class AbilityHandler(Doorkeeper door) : AuthorizationHandler<AbilityRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, AbilityRequirement requirement)
    {
        if (context.User.Identity is not { IsAuthenticated: true })
        {
            return;
        }

        await door.LetInAsync(context.User, requirement.Ability);
        context.Succeed(requirement);
    }
}
