using System.Security.Cryptography.X509Certificates;
using Turnstone.Connectors;

namespace Turnstone.Server.OpenId;

/// <summary>An OpenID Connect provider whose word on who somebody is this server takes.</summary>
public sealed record OpenIdSettings
{
    /// <summary>The provider; what it offers is read from <c>/.well-known/openid-configuration</c> below it.</summary>
    public required Uri Authority { get; init; }

    /// <summary>What the provider calls this server.</summary>
    public required string ClientId { get; init; }

    /// <summary>What this server shows the provider to redeem a code.</summary>
    public required Secret ClientSecret { get; init; }

    /// <summary>What people call the provider: it stands on the button.</summary>
    public required string Name { get; init; }

    /// <summary>Whether the provider may be reached without encryption; default no, since whoever is on the way could then be anybody.</summary>
    public bool AllowsHttp { get; init; }

    /// <summary>
    /// Whether whoever comes from the provider has taken two steps, whatever its tokens say; default no: then a token says so by
    /// <c>mfa</c> among its <c>amr</c> (RFC 8176).
    /// </summary>
    public bool VouchesForTwoSteps { get; init; }

    /// <summary>Certificate authorities to believe besides the system's, where the provider's certificate is an organisation's own.</summary>
    public IReadOnlyList<X509Certificate2> TrustedAuthorities { get; init; } = [];
}
