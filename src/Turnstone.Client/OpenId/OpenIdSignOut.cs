namespace Turnstone.Client.OpenId;

/// <summary>That a session is over here.</summary>
/// <param name="Address">Where a browser goes to end the provider's as well; null where the provider has no such place.</param>
public sealed record OpenIdSignOut(string? Address);
