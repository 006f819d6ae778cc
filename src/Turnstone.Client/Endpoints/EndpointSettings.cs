using System.ComponentModel.DataAnnotations;

namespace Turnstone.Client.Endpoints;

/// <summary>What an endpoint is, but for its secret.</summary>
public abstract record EndpointSettings
{
    /// <summary>The customer whose server it is; cannot be changed.</summary>
    public required Guid CustomerId { get; init; }

    /// <summary>What people call it; no two endpoints of a customer have the same name.</summary>
    [Required(ErrorMessage = "This field cannot be left blank."), StringLength(200)]
    public required string Name { get; init; }

    /// <summary>What kind of server; cannot be changed.</summary>
    public required EndpointType Kind { get; init; }

    /// <summary>
    /// Where it is. IMAP: <c>imaps://host[:993]</c>, or <c>imap://host[:143]</c> for a server that upgrades by STARTTLS, with <c>?tls=none</c> for one
    /// that is not to. Exchange: the Outlook on the web address, the EWS address, the host, or <c>autodiscover:domain</c>.
    /// </summary>
    [Required(ErrorMessage = "This field cannot be left blank."), StringLength(2000)]
    public required string Address { get; init; }

    /// <summary>Who signs in for all mailboxes; null where each mailbox brings its own login and password.</summary>
    [StringLength(320)]
    public string? Login { get; init; }

    /// <summary>What the secret is; null for a password.</summary>
    public CredentialKind? SecretKind { get; init; }

    /// <summary>
    /// IMAP: how the administrator opens a user's mailbox: <c>separator:*</c>, <c>authzid</c>, <c>proxyauth</c>, <c>exchange</c>, <c>xmasterauth</c> or
    /// <c>groupwise</c>. Needed with a login.
    /// </summary>
    [StringLength(50)]
    public string? AdministratorForm { get; init; }

    /// <summary>IMAP with an application's secret: the https URL where tokens are asked for.</summary>
    [StringLength(2000)]
    public string? TokenEndpoint { get; init; }

    /// <summary>IMAP with an application's secret: the application's id.</summary>
    [StringLength(320)]
    public string? TokenClient { get; init; }

    /// <summary>IMAP with tokens that are got: what they are for; null for what the endpoint, or Gmail, gives by itself.</summary>
    [StringLength(2000)]
    public string? TokenScope { get; init; }

    /// <summary>Exchange: by what right mailboxes are opened; null for delegation with an account, for the owner's without.</summary>
    public AccessRight? Access { get; init; }

    /// <summary>Exchange: how to sign in; null for the best that the server offers.</summary>
    public ExchangeScheme? Scheme { get; init; }

    /// <summary>Certificate authorities to believe besides the system's, as PEM; empty for none.</summary>
    [StringLength(200_000)]
    public string TrustedAuthorities { get; init; } = "";
}
