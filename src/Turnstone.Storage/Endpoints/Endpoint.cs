using Turnstone.Storage.Actions;
using Turnstone.Storage.Plane;

namespace Turnstone.Storage.Endpoints;

/// <summary>A server and how to sign in to it, used by any number of a customer's projects.</summary>
public sealed class Endpoint : Owned, ILogged
{
    /// <summary>Whose server.</summary>
    public required Guid CustomerId { get; init; }

    /// <summary>What people call it; no two endpoints of a customer have the same name.</summary>
    public required string Name
    {
        get;
        set => (field, NameSearch) = (value, SearchText.Of(value));
    }

    /// <summary>What kind of server.</summary>
    public required EndpointKind Kind { get; init; }

    /// <summary>Where it is, in the form the connectors write it: <c>imaps://host:993</c>, an EWS address, <c>autodiscover:domain</c>.</summary>
    public required string Address { get; set; }

    /// <summary>Who signs in for all mailboxes; null where each mailbox has a login of its own.</summary>
    public string? Login { get; set; }

    /// <summary>The secret that goes with the login, encrypted; null where there is none.</summary>
    public string? ProtectedSecret { get; set; }

    /// <summary>What the secret is; null where there is none.</summary>
    public SecretUse? SecretUse { get; set; }

    /// <summary>How an administrator opens a user's mailbox at an IMAP server, as <c>--source-admin</c> takes it; null where the login is a mailbox's own.</summary>
    public string? AdministratorForm { get; set; }

    /// <summary>Where tokens are asked for with a client's secret; null where they are not.</summary>
    public string? TokenEndpoint { get; set; }

    /// <summary>The application's id there.</summary>
    public string? TokenClient { get; set; }

    /// <summary>What tokens are for; null for what the endpoint or the service gives by itself.</summary>
    public string? TokenScope { get; set; }

    /// <summary>By what right mailboxes of an Exchange server are opened; null for delegation with a login, for the owner's without.</summary>
    public MailboxAccess? Access { get; set; }

    /// <summary>How to sign in at an Exchange server; null for the best it offers.</summary>
    public SignInScheme? Scheme { get; set; }

    /// <summary>Certificate authorities to believe besides the system's, as PEM; empty for none.</summary>
    public string TrustedAuthorities { get; set; } = "";

    /// <summary>When it was added, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When its credentials were last entered or signed in with, UTC; null where they were not since it was added.</summary>
    public DateTimeOffset? LastUsed { get; set; }

    /// <summary>When it was put away, UTC; null while it is offered.</summary>
    public DateTimeOffset? Archived { get; set; }

    /// <summary>The name for searching.</summary>
    public string NameSearch { get; private set; } = "";

    string ILogged.Called => Name;
}
