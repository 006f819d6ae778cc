using Turnstone.Client.People;
using Turnstone.Server.Security;

namespace Turnstone.Server.Setup;

internal static class SetupRoutes
{
    public static void MapSetup(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/setup", async (SetupDraft draft, SetupService setup, CancellationToken cancellationToken) =>
            {
                await setup.SetUpAsync(draft, cancellationToken);
                return TypedResults.NoContent();
            })
            .AllowAnonymous().RequireRateLimiting(SecuritySetup.GuessLimit)
            .WithName("SetUp").WithTags("Setup").WithSummary("Makes the first workgroup and its Administrator, with the code that the first start printed.");
}
