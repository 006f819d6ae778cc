namespace Turnstone.Client.OpenId;

/// <summary>Where a browser goes to be told apart by the provider. It holds within a quarter of an hour, once, in the browser that was given the answer's cookies.</summary>
/// <param name="Address">The provider's address.</param>
public sealed record OpenIdAddress(string Address);
