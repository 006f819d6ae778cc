using System.Globalization;
using Turnstone.Client.Endpoints;
using Turnstone.Connectors.Imap;
using Turnstone.Server.Components.Fields;

namespace Turnstone.Server.Endpoints;

/// <summary>
/// What the form of an endpoint holds: fields as people know them, where the contract has one address and a set of rights. It says only what was
/// entered; whether that is sound is the service's matter.
/// </summary>
internal sealed class EndpointForm
{
    /// <summary>Each mailbox signs in by itself.</summary>
    public const string ByMailbox = "mailbox";

    /// <summary>One account opens all.</summary>
    public const string ByAdministrator = "administrator";

    /// <summary>A Google service account's key.</summary>
    public const string ByKey = "key";

    /// <summary>An application's secret.</summary>
    public const string ByApplication = "application";

    /// <summary>An access token.</summary>
    public const string ByToken = "token";

    private const string SeparatorForm = "separator";

    /// <summary>Ways to sign in at an IMAP server.</summary>
    public static IReadOnlyList<Choice> ImapWays { get; } =
    [
        new(ByMailbox, "Each mailbox with its own login"), new(ByAdministrator, "An administrator opens all mailboxes"), new(ByKey, "Google service account"),
        new(ByApplication, "OAuth application"), new(ByToken, "OAuth access token"),
    ];

    /// <summary>Ways to sign in at an Exchange server.</summary>
    public static IReadOnlyList<Choice> ExchangeWays { get; } =
        [new(ByAdministrator, "Provide Credentials"), new(ByMailbox, "Do not provide credentials"), new(ByToken, "OAuth access token")];

    /// <summary>How an administrator opens a mailbox over IMAP.</summary>
    public static IReadOnlyList<Choice> Forms { get; } =
    [
        new(SeparatorForm, "user*administrator as login (Dovecot and others)"), new("authzid", "SASL PLAIN with the user's name (Cyrus and others)"), new("proxyauth", "PROXYAUTH (Oracle, Sun)"),
        new("exchange", "domain/administrator/user as login (Exchange)"), new("xmasterauth", "X-MASTERAUTH (MDaemon)"), new("groupwise", "Trusted Application Key (GroupWise)"),
    ];

    /// <summary>By what right an account opens mailboxes of Exchange.</summary>
    public static IReadOnlyList<Choice> Rights { get; } =
        [new(nameof(AccessRight.Delegate), "Delegation: FullAccess on each mailbox"), new(nameof(AccessRight.Impersonate), "Impersonation: the role ApplicationImpersonation")];

    /// <summary>How an account signs in at Exchange.</summary>
    public static IReadOnlyList<Choice> Schemes { get; } =
        [new("", "The best that the server offers"), new(nameof(ExchangeScheme.Basic), "Basic"), new(nameof(ExchangeScheme.Ntlm), "NTLM"), new(nameof(ExchangeScheme.Negotiate), "Kerberos")];

    public required EndpointType Kind { get; init; }

    public string? Name { get; set; }

    /// <summary>IMAP: the host; Exchange: the Outlook on the web address.</summary>
    public string? Server { get; set; }

    /// <summary>Blank for <see cref="UsualPort"/>: what somebody types is then never overtaken by a port that another field brings.</summary>
    public string? Port { get; set; }

    public bool UsesSsl { get; set; } = true;

    public bool UsesStartTls { get; set; } = true;

    public string? Way { get; set; }

    public string? Login { get; set; }

    public string? Secret { get; set; }

    public string? Form { get; set; } = SeparatorForm;

    public string? Separator { get; set; } = "*";

    public string? TokenEndpoint { get; set; }

    public string? TokenClient { get; set; }

    public string? TokenScope { get; set; }

    public string? Right { get; set; } = nameof(AccessRight.Delegate);

    public string? Scheme { get; set; } = "";

    public string? Authorities { get; set; }

    /// <summary>The port that servers listen at: 993 with SSL, 143 without (RFC 8314, section 7.1; RFC 9051, section 2.1).</summary>
    public string UsualPort => UsesSsl ? "993" : "143";

    /// <summary>Whether the form asks what stands between the user's and the administrator's name.</summary>
    public bool AsksSeparator => Form == SeparatorForm;

    /// <summary>An empty form.</summary>
    public static EndpointForm Of(EndpointType kind) => new() { Kind = kind, Way = kind == EndpointType.Imap ? ByMailbox : ByAdministrator };

    /// <summary>What an endpoint is; its secret is shown to nobody.</summary>
    public static EndpointForm Of(EndpointInfo known)
    {
        var form = Of(known.Kind);
        (form.Name, form.Server, form.Login, form.Authorities) = (known.Name, known.Address, known.Login, known.TrustedAuthorities);
        (form.TokenEndpoint, form.TokenClient, form.TokenScope) = (known.TokenEndpoint, known.TokenClient, known.TokenScope);
        form.Way = known.SecretKind switch
        {
            CredentialKind.ServiceAccountKey => ByKey,
            CredentialKind.ClientSecret => ByApplication,
            CredentialKind.Token => ByToken,
            _ => known.Login is null && known.AdministratorForm is null ? ByMailbox : ByAdministrator,
        };
        if (known.AdministratorForm is { } opens)
        {
            var isSeparator = opens.StartsWith("separator:", StringComparison.Ordinal);
            (form.Form, form.Separator) = isSeparator ? (SeparatorForm, opens["separator:".Length..]) : (opens, form.Separator);
        }

        form.Right = (known.Access is AccessRight.Impersonate ? AccessRight.Impersonate : AccessRight.Delegate).ToString();
        form.Scheme = known.Scheme?.ToString() ?? "";
        if (ImapEndpoint.TryParse(known.Address, out var imap) && known.Kind == EndpointType.Imap)
        {
            (form.UsesSsl, form.UsesStartTls) = (imap.Security == ImapSecurity.Tls, imap.Security != ImapSecurity.None);
            var port = imap.Port.ToString(CultureInfo.InvariantCulture);
            (form.Server, form.Port) = (imap.Host, port == form.UsualPort ? null : port);
        }

        return form;
    }

    /// <summary>What was entered, as the contract takes it.</summary>
    /// <param name="customer">Whose endpoint it is.</param>
    /// <param name="hasSecret">Whether a secret is stored, which stays where none is entered.</param>
    public EndpointDraft Draft(Guid customer, bool hasSecret) => new()
    {
        CustomerId = customer,
        Name = Name ?? "",
        Kind = Kind,
        Address = Kind == EndpointType.Imap ? ImapAddress() : Server ?? "",
        Login = Way == ByAdministrator ? Login : null,
        SecretKind = Way switch { ByKey => CredentialKind.ServiceAccountKey, ByApplication => CredentialKind.ClientSecret, ByToken => CredentialKind.Token, ByAdministrator => CredentialKind.Password, _ => null },
        AdministratorForm = Kind == EndpointType.Imap && Way == ByAdministrator ? AsksSeparator ? $"separator:{Separator}" : Form : null,
        TokenEndpoint = Way == ByApplication ? TokenEndpoint : null,
        TokenClient = Way == ByApplication ? TokenClient : null,
        TokenScope = Way is ByApplication or ByKey ? TokenScope : null,
        Access = Kind == EndpointType.Exchange && Way != ByMailbox ? Enum.Parse<AccessRight>(Right!) : null,
        Scheme = Kind != EndpointType.Exchange ? null : Way == ByToken ? ExchangeScheme.Bearer : Enum.TryParse<ExchangeScheme>(Scheme, out var scheme) && scheme != ExchangeScheme.Bearer ? scheme : null,
        TrustedAuthorities = Authorities ?? "",
        Secret = Way == ByMailbox ? "" : string.IsNullOrEmpty(Secret) ? hasSecret ? null : "" : Secret,
    };

    private string ImapAddress()
    {
        var host = (Server ?? "").Trim();
        if (host.Length == 0 || host.Contains("://", StringComparison.Ordinal))
        {
            return host;
        }

        var port = string.IsNullOrWhiteSpace(Port) ? UsualPort : Port.Trim();
        var name = host.Contains(':', StringComparison.Ordinal) && !host.StartsWith('[') ? $"[{host}]" : host;
        return $"{(UsesSsl ? "imaps" : "imap")}://{name}:{port}{(UsesSsl || UsesStartTls ? "" : "?tls=none")}";
    }
}
