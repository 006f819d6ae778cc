using Microsoft.AspNetCore.Authorization;

namespace Turnstone.Server.Security;

internal static class RouteAbility
{
    /// <summary>Says what somebody must be able to do to use these routes. A route that says nothing, and is not open to all, serves nobody.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder routes, Ability ability)
        where TBuilder : IEndpointConventionBuilder => routes.RequireAuthorization(PolicyOf(ability));

    /// <summary>The same for what is no route builder.</summary>
    public static AuthorizationPolicy PolicyOf(Ability ability) =>
        new AuthorizationPolicyBuilder().AddRequirements(new AbilityRequirement(ability)).RequireAuthenticatedUser().Build();
}
