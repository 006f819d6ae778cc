using Turnstone.Client.People;
using Turnstone.Server.Security;

namespace Turnstone.Server.TwoStep;

internal static class TwoStepRoutes
{
    public static void MapTwoStep(this IEndpointRouteBuilder routes)
    {
        var twoStep = routes.MapGroup("/agent/two-step").WithTags("Agent").Needs(Ability.BeOneself);
        twoStep.MapGet("/", (TwoStepService service, CancellationToken cancellationToken) => service.GetAsync(cancellationToken))
            .WithName("GetTwoStep").WithSummary("Says whether you sign in with two steps.");
        twoStep.MapPost("/", (TwoStepService service) => service.StartAsync())
            .WithName("StartTwoStep").WithSummary("Gives a key for your authenticator; a confirmed code of it turns two-step sign-in on.");
        twoStep.MapPost("/confirm", (TwoStepCode code, TwoStepService service, CancellationToken cancellationToken) => service.ConfirmAsync(code.Code, cancellationToken))
            .RequireRateLimiting(SecuritySetup.GuessLimit)
            .WithName("ConfirmTwoStep").WithSummary("Turns two-step sign-in on and shows the recovery codes this once.");
        twoStep.MapPost("/recovery-codes", (PasswordProof proof, TwoStepService service, CancellationToken cancellationToken) =>
                service.RenewCodesAsync(proof.Password, cancellationToken))
            .RequireRateLimiting(SecuritySetup.GuessLimit)
            .WithName("RenewRecoveryCodes").WithSummary("Makes new recovery codes; those made before work no longer.");
        twoStep.MapPost("/off", async (PasswordProof proof, TwoStepService service, CancellationToken cancellationToken) =>
            {
                await service.TurnOffAsync(proof.Password, cancellationToken);
                return TypedResults.NoContent();
            })
            .RequireRateLimiting(SecuritySetup.GuessLimit)
            .WithName("TurnTwoStepOff").WithSummary("Turns two-step sign-in off.");
    }
}
