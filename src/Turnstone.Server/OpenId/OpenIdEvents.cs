using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Turnstone.Server.Refusals;

namespace Turnstone.Server.OpenId;

/// <summary>Where the framework's work ends and ours begins: it redeems and checks, and whatever comes of it is answered as a page.</summary>
internal sealed partial class OpenIdEvents(OpenIdAddresses addresses, OpenIdArrival arrival, ILogger<OpenIdEvents> logger) : OpenIdConnectEvents
{
    public override Task RedirectToIdentityProvider(RedirectContext context)
    {
        context.ProtocolMessage.RedirectUri = addresses.Callback(context.Request);
        return Task.CompletedTask;
    }

    // The framework lets a token pass that is not signed at all, as it came by a line of our own (OpenID Connect Core 3.1.3.7, 6). Ours may be plain.
    public override Task TokenValidated(TokenValidatedContext context)
    {
        if (string.IsNullOrEmpty(context.SecurityToken.RawSignature))
        {
            context.Fail(new UnsignedTokenException());
        }

        return Task.CompletedTask;
    }

    public override Task AccessDenied(AccessDeniedContext context)
    {
        context.HandleResponse();
        return RefuseAsync(context.HttpContext, OpenIdRefusals.Denied(), context.Properties);
    }

    public override Task RemoteFailure(RemoteFailureContext context)
    {
        context.HandleResponse();
        var failure = context.Failure ?? new InvalidOperationException("It failed for no reason.");
        LogFailed(failure.GetType().Name, OpenIdRefusals.WordOf(failure) ?? "-");
        return RefuseAsync(context.HttpContext, OpenIdRefusals.Of(failure), context.Properties);
    }

    public override async Task TicketReceived(TicketReceivedContext context)
    {
        context.HandleResponse();
        try
        {
            var errand = OpenIdErrand.Of(context.Properties!);
            await arrival.ArriveAsync(errand, OpenIdIdentity.Of(context.Principal!), context.HttpContext.RequestAborted);
            await SignInPage.GoOnAsync(context.Response, addresses.Page(context.Request, errand.ReturnTo));
        }
        catch (Refusal refusal)
        {
            await RefuseAsync(context.HttpContext, refusal, context.Properties);
        }
    }

    private Task RefuseAsync(HttpContext context, Refusal refusal, AuthenticationProperties? properties)
    {
        LogRefused(refusal.Code);
        var back = properties is null ? default : OpenIdErrand.Of(properties).ReturnTo;
        return SignInPage.RefuseAsync(context.Response, refusal, addresses.Page(context.Request, back));
    }

    // By the failure's kind alone: what its message says may repeat what was sent.
    [LoggerMessage(Level = LogLevel.Warning, Message = "The answer of the OpenID provider was not taken: {Failure}, {Word}")]
    private partial void LogFailed(string failure, string word);

    [LoggerMessage(Level = LogLevel.Information, Message = "Nobody came in by OpenID Connect: {Code}")]
    private partial void LogRefused(string code);
}
