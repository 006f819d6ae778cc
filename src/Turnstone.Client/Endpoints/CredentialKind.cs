namespace Turnstone.Client.Endpoints;

/// <summary>What an endpoint's secret is.</summary>
public enum CredentialKind
{
    /// <summary>The password that goes with the login.</summary>
    Password,

    /// <summary>An OAuth access token that was got elsewhere; at Exchange with the scheme bearer.</summary>
    Token,

    /// <summary>The JSON key of a Google service account with domain-wide delegation; for IMAP.</summary>
    ServiceAccountKey,

    /// <summary>The secret of an application that gets tokens at a token endpoint; for IMAP.</summary>
    ClientSecret,
}
