namespace Turnstone.Client.OpenId;

/// <summary>Signing in by an OpenID Connect provider.</summary>
/// <param name="Name">What people call the provider.</param>
public sealed record OpenIdMethod(string Name);
