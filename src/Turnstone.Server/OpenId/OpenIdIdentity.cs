using System.Security.Claims;
using Microsoft.AspNetCore.Identity;

namespace Turnstone.Server.OpenId;

/// <summary>Who somebody is at the provider, by a token that was found to hold.</summary>
/// <param name="Issuer">The provider.</param>
/// <param name="Subject">Them; the provider never gives it to anybody else. An address it may.</param>
internal sealed record OpenIdIdentity(string Issuer, string Subject)
{
    /// <summary>Their address, where the provider has seen that it is theirs; else null.</summary>
    public string? VerifiedAddress { get; private init; }

    /// <summary>What they are called there; null where it does not say.</summary>
    public string? Name { get; private init; }

    /// <summary>Whether the provider says that they signed in with two steps.</summary>
    public bool SaysTwoSteps { get; private init; }

    public static OpenIdIdentity Of(ClaimsPrincipal principal) =>
        new(Required(principal, "iss"), Required(principal, "sub"))
        {
            // Some providers write the truth as a text.
            VerifiedAddress = string.Equals(principal.FindFirstValue("email_verified"), "true", StringComparison.OrdinalIgnoreCase) ? principal.FindFirstValue("email") : null,
            Name = principal.FindFirstValue("name"),
            SaysTwoSteps = principal.HasClaim("amr", "mfa"),
        };

    /// <summary>What is kept of it.</summary>
    public IdentityUserLogin<Guid> ToLogin(Guid agent, string name) => new() { UserId = agent, LoginProvider = Issuer, ProviderKey = Subject, ProviderDisplayName = name };

    private static string Required(ClaimsPrincipal principal, string claim) =>
        principal.FindFirstValue(claim) is { Length: > 0 } value ? value : throw new InvalidOperationException($"A token without {claim} was found to hold.");
}
