namespace Turnstone.Connectors.Imap.Tokens;

/// <summary>What an operator can do about an error of RFC 6749 section 5.2.</summary>
internal static class TokenAdvice
{
    public static string ForClient(string error) => error switch
    {
        "invalid_client" => "The application's id or secret is wrong, or the secret has expired: make a new one and put it into the file.",
        "unauthorized_client" => "The application is known but may not ask so: allow it the client credentials grant.",
        "invalid_scope" => "Check the scope; Microsoft's form of it ends with \"/.default\".",
        _ => "Check the token endpoint, the application's id, its secret and the scope with whoever runs the sign-in service.",
    };

    public static string ForServiceAccount(string error, ServiceAccountKey key, string scope) => error switch
    {
        "unauthorized_client" or "access_denied" =>
            $"In the Google Admin console, under API controls, Domain-wide delegation, allow the client {(key.ClientId.Length > 0 ? key.ClientId : key.Email)} the scope {scope}; it takes some minutes to work.",
        "invalid_grant" => "The user is unknown or suspended at Google, the key was deleted, or this machine's clock is wrong by minutes.",
        "invalid_scope" => $"The scope {scope} is not one that Google knows.",
        _ => "Make a new key for the service account and name its JSON file.",
    };
}
