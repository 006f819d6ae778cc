using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Turnstone.Server.Face;
using Turnstone.Server.OpenId;
using Turnstone.Server.Refusals;
using Turnstone.Server.Security;
using Turnstone.Storage.Agents;

namespace Turnstone.Server.Sessions;

internal static class OpenDoorRoutes
{
    /// <summary>Serves the link; nothing is there where no door is open.</summary>
    public static void MapOpenDoor(this IEndpointRouteBuilder routes, OpenDoor? door)
    {
        if (door is null)
        {
            return;
        }

        routes.MapGet($"/{OpenDoor.Page}", async (string? code, string? to, HttpContext context, UserManager<Agent> accounts, SessionService sessions, SessionCookie cookie, PageAddresses addresses) =>
            {
                var agent = Fits(code ?? "", door) ? await accounts.FindByEmailAsync(door.Email) : null;
                if (agent is null || await sessions.FindAsync(agent.Id, null, tookTwoSteps: false, context.RequestAborted) is not { } session)
                {
                    throw Refusal.NotFound("page");
                }

                await cookie.IssueAsync(agent, session.WorkgroupId);

                // By a page of ours: a browser that comes from elsewhere sends the session's cookie only from there on.
                PageHeaders.Apply(context);
                return new RazorComponentResult<GoOnPage>(new { Address = addresses.PathOf(LocalPath.Parse(to).ToString().TrimStart('/')) });
            })
            .AllowAnonymous().RequireRateLimiting(SecuritySetup.GuessLimit).ExcludeFromDescription();
    }

    private static bool Fits(string code, OpenDoor door) => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(code), Encoding.UTF8.GetBytes(door.Code));
}
