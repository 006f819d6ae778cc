using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Turnstone.Client.OpenId;
using Turnstone.Server.Refusals;

namespace Turnstone.Server.OpenId;

/// <summary>Sends somebody to the provider.</summary>
internal sealed partial class OpenIdStart(ServerSettings settings, OpenIdAddresses addresses, IOptionsMonitor<OpenIdConnectOptions> options, ILogger<OpenIdStart> logger)
{
    /// <summary>The provider's address for an errand; the answer sets the cookies that show on the way back that it is the same browser.</summary>
    /// <exception cref="Refusal">There is no provider, or it cannot be reached.</exception>
    public async Task<OpenIdAddress> BeginAsync(HttpContext context, OpenIdErrand errand)
    {
        Require();
        try
        {
            await context.ChallengeAsync(OpenIdSetup.Scheme, errand.ToProperties());
        }
        catch (Exception e) when (OpenIdRefusals.IsUnreachable(e))
        {
            LogUnreachable(e.GetType().Name);
            throw OpenIdRefusals.Unreachable();
        }

        // The framework answers with a redirect, which a script in a page could not follow.
        var address = context.Response.Headers.Location.ToString();
        context.Response.Headers.Location = default;
        context.Response.StatusCode = StatusCodes.Status200OK;
        return new OpenIdAddress(address);
    }

    /// <summary>Where the provider ends its own session (OpenID Connect RP-Initiated Logout 1.0); null where it says of no such place, or nothing.</summary>
    public async Task<string?> FindEndAsync(HttpContext context)
    {
        if (settings.OpenId is null || options.Get(OpenIdSetup.Scheme) is not { ConfigurationManager: { } manager, ClientId: { } client })
        {
            return null;
        }

        try
        {
            var end = (await manager.GetConfigurationAsync(context.RequestAborted)).EndSessionEndpoint;
            return string.IsNullOrEmpty(end) ? null : Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString(
                end, new Dictionary<string, string?> { ["client_id"] = client, ["post_logout_redirect_uri"] = addresses.Page(context.Request, default) });
        }
        catch (Exception e) when (OpenIdRefusals.IsUnreachable(e))
        {
            LogUnreachable(e.GetType().Name);
            return null;
        }
    }

    /// <summary>The provider.</summary>
    /// <exception cref="Refusal">There is none.</exception>
    public OpenIdSettings Require() => settings.OpenId ?? throw OpenIdRefusals.NotSetUp();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The OpenID provider does not say what it offers: {Failure}")]
    private partial void LogUnreachable(string failure);
}
