namespace Turnstone.Tests.Server.OpenId;

/// <summary>Who sits before the provider's sign-in page.</summary>
internal sealed record OpenIdPerson(string Subject)
{
    public string? Address { get; init; }

    public bool IsVerified { get; init; } = true;

    public string? Name { get; init; }

    /// <summary>How they signed in there (RFC 8176).</summary>
    public IReadOnlyList<string> Methods { get; init; } = ["pwd"];
}
