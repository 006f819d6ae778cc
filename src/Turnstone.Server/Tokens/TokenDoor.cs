using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Turnstone.Server.Security;

namespace Turnstone.Server.Tokens;

/// <summary>Lets a script in by its personal access token.</summary>
internal sealed class TokenDoor(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, TokenService tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    /// <summary>The door's name.</summary>
    public new const string Scheme = "token";

    private const string Bearer = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        if (await tokens.UseAsync(header[Bearer.Length..].Trim(), Context.RequestAborted) is not { } token)
        {
            return AuthenticateResult.Fail("There is no such token, or it holds no longer.");
        }

        var identity = new ClaimsIdentity(
            [
                new Claim(ClaimTypes.NameIdentifier, token.AgentId.ToString()),
                new Claim(CallerFinder.WorkgroupClaim, token.WorkgroupId.ToString()),
                new Claim(CallerFinder.ScopeClaim, token.Scope.ToString()),
            ],
            Scheme);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Scheme));
    }
}
