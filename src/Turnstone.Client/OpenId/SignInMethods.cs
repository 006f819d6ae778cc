namespace Turnstone.Client.OpenId;

/// <summary>How people can sign in to a server.</summary>
public sealed record SignInMethods
{
    /// <summary>With address and password: always.</summary>
    public bool Password { get; init; } = true;

    /// <summary>By an OpenID Connect provider; null where the server takes none's word.</summary>
    public OpenIdMethod? OpenId { get; init; }
}
