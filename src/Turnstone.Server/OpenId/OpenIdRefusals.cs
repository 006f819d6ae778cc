using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Turnstone.Server.Refusals;

namespace Turnstone.Server.OpenId;

/// <summary>Why nobody came in by the provider, in words for whoever wanted to.</summary>
internal static class OpenIdRefusals
{
    private const string Again = "Start again from the sign-in page.";

    public static Refusal NotSetUp() => Refusal.Conflict(RefusalCodes.OpenIdNotSetUp, "This server takes no sign-in by OpenID Connect: sign in with your password.");

    public static Refusal Unreachable() => Refusal.Unavailable(
        RefusalCodes.OpenIdUnreachable, "The provider does not answer as it should. Try again later, or sign in with your password if you have one.");

    public static Refusal Denied() => Refusal.Forbidden(RefusalCodes.OpenIdDenied, $"The provider says that you gave up, or that you may not come here. {Again}");

    public static Refusal Unknown(string provider) => Refusal.Forbidden(
        RefusalCodes.OpenIdUnknown,
        $"No account here is linked with yours at {provider}. If you have one, sign in with your password and link it; else ask an Administrator to invite you.");

    public static Refusal TwoStep(string provider) => Refusal.Forbidden(
        RefusalCodes.OpenIdTwoStep, $"Your account asks for two steps, and {provider} does not say that you took them there. Sign in with your password and the code of your authenticator.");

    public static Refusal Taken() => Refusal.Conflict(RefusalCodes.OpenIdTaken, "Another account here is linked with yours at the provider. Unlink that one first.");

    public static Refusal Linked() => Refusal.Conflict(RefusalCodes.OpenIdLinked, "Your account is linked with one at the provider already. Unlink it first.");

    public static Refusal NotLinked() => Refusal.Conflict(RefusalCodes.OpenIdNotLinked, "Your account is linked with none at the provider.");

    public static Refusal LastWay() => Refusal.Conflict(
        RefusalCodes.OpenIdLastWay, "You have no password, and could not sign in any more. Set one first: ask for a new password by mail.");

    public static Refusal Address(string address) => Refusal.Forbidden(
        RefusalCodes.OpenIdAddress, $"The invitation is for {address}, and the provider does not say that this address is yours. Accept it with a password instead.");

    /// <summary>What the framework found wrong with what came back.</summary>
    public static Refusal Of(Exception failure) => failure switch
    {
        // No state, one that is none of ours, or one that another browser set out with.
        AuthenticationFailureException => Refusal.Wrong(RefusalCodes.OpenIdElsewhere, $"This sign-in was begun elsewhere, too long ago, or is over already. {Again}"),
        _ when IsUnreachable(failure) => Unreachable(),
        _ => Refusal.Forbidden(RefusalCodes.OpenIdAnswer, $"The provider's answer does not hold: {ReasonOf(failure)}. {Again} If it stays so, tell who runs this server."),
    };

    /// <summary>Whether the provider, or what it says of itself, could not be had.</summary>
    public static bool IsUnreachable(Exception failure) =>
        failure is HttpRequestException or IOException or TaskCanceledException || (failure is InvalidOperationException && failure.InnerException is { } inner && IsUnreachable(inner));

    /// <summary>The provider's own word for what is wrong (RFC 6749, 5.2), such as <c>invalid_client</c>; null where there is none.</summary>
    public static string? WordOf(Exception failure) =>
        failure is OpenIdConnectProtocolException && failure.Data["error"] is string { Length: <= 40 } word && word.All(letter => char.IsAsciiLetterLower(letter) || letter == '_') ? word : null;

    private static string ReasonOf(Exception failure) => failure switch
    {
        SecurityTokenInvalidLifetimeException => "its token does not hold at this time, so that the clocks of the two servers may differ",
        SecurityTokenInvalidIssuerException => "its token was issued by somebody else",
        SecurityTokenInvalidAudienceException => "its token is for another client",
        SecurityTokenInvalidSignatureException or SecurityTokenInvalidAlgorithmException or UnsignedTokenException => "its token is signed by none of the provider's keys",
        OpenIdConnectProtocolInvalidNonceException => "its token answers another question than ours",
        _ when WordOf(failure) is { } word => $"it refuses with {word}",
        _ => "it is not what was asked for",
    };
}
