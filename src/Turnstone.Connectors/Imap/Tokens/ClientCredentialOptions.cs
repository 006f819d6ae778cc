namespace Turnstone.Connectors.Imap.Tokens;

/// <summary>An application that gets tokens in its own name.</summary>
public sealed record ClientCredentialOptions
{
    /// <summary>The token endpoint; https, or http to this very machine.</summary>
    public required Uri Endpoint { get; init; }

    /// <summary>The application's id.</summary>
    public required string ClientId { get; init; }

    /// <summary>The application's secret.</summary>
    public required Secret ClientSecret { get; init; }

    /// <summary>What the token is for; default nothing, where the endpoint has a default of its own.</summary>
    public string Scope { get; init; } = "";
}
