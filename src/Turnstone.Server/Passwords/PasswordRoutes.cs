using Turnstone.Client.People;
using Turnstone.Server.Security;

namespace Turnstone.Server.Passwords;

internal static class PasswordRoutes
{
    public static void MapPasswords(this IEndpointRouteBuilder routes)
    {
        routes.MapPut("/agent/password", async (PasswordDraft draft, PasswordService service, CancellationToken cancellationToken) =>
            {
                await service.ChangeAsync(draft, cancellationToken);
                return TypedResults.NoContent();
            })
            .Needs(Ability.BeOneself).RequireRateLimiting(SecuritySetup.GuessLimit)
            .WithName("ChangePassword").WithTags("Agent").WithSummary("Changes your password and ends your sessions elsewhere.");

        var reset = routes.MapGroup("/password-reset").WithTags("Password reset").AllowAnonymous().RequireRateLimiting(SecuritySetup.GuessLimit);
        reset.MapPost("/", async (ResetRequest request, PasswordResetService service, CancellationToken cancellationToken) =>
            {
                await service.AskAsync(request.Email, cancellationToken);
                return TypedResults.Accepted((string?)null);
            })
            .WithName("AskForPasswordReset").WithSummary("Sends a link to set a new password, where the address is an agent's; the answer is the same where it is not.");
        reset.MapPost("/finish", async (ResetDraft draft, PasswordResetService service, CancellationToken cancellationToken) =>
            {
                await service.ResetAsync(draft, cancellationToken);
                return TypedResults.NoContent();
            })
            .WithName("ResetPassword").WithSummary("Sets a new password by the code of such a link, once.");
    }
}
