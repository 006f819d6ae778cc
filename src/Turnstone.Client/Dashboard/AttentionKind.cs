namespace Turnstone.Client.Dashboard;

/// <summary>What needs attention; what stops most comes first.</summary>
public enum AttentionKind
{
    /// <summary>A server cannot be reached or not be trusted, so that passes over mailboxes failed.</summary>
    EndpointFailing,

    /// <summary>A server takes the credentials no longer, or there are none.</summary>
    SignInFailing,

    /// <summary>The last pass over mailboxes failed for another reason.</summary>
    PassesFailed,

    /// <summary>Mailboxes are of people without a licence, and fewer are free.</summary>
    LicencesShort,

    /// <summary>Users were asked for their credentials, and the link expired before they gave them.</summary>
    CredentialsExpired,

    /// <summary>An order waits for its transfer to be accepted.</summary>
    OrderAwaiting,

    /// <summary>Passes wait for users to enter their login.</summary>
    UsersAwaited,

    /// <summary>The last pass over mailboxes was completed, and some items failed.</summary>
    ErrorsLeft,

    /// <summary>Licences that nobody has will expire within a month.</summary>
    LicencesExpiring,
}
