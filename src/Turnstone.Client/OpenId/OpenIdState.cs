namespace Turnstone.Client.OpenId;

/// <summary>Whether an agent can sign in by the OpenID Connect provider.</summary>
public sealed record OpenIdState
{
    /// <summary>What people call the provider; null where the server takes none's word.</summary>
    public string? Provider { get; init; }

    /// <summary>Whether the account is linked with one at the provider.</summary>
    public required bool IsLinked { get; init; }

    /// <summary>Whether it can be signed in to with a password as well; one that cannot stays linked.</summary>
    public required bool HasPassword { get; init; }
}
