using Turnstone.Client.Endpoints;
using Turnstone.Connectors;
using Turnstone.Connectors.Exchange;
using Turnstone.Connectors.Imap;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Server.Security;
using Turnstone.Storage.Endpoints;

namespace Turnstone.Server.Endpoints;

/// <summary>
/// Turns an endpoint and a mailbox's own account into what the connectors open the mailbox with. An endpoint that has an account opens all
/// mailboxes with it, whatever they bring themselves; one without leaves it to them.
/// </summary>
internal sealed class EndpointOpening(Secrets secrets, EndpointTokens tokens)
{
    /// <summary>Whether the endpoint opens mailboxes with an account of its own.</summary>
    public static bool HasAccount(Endpoint endpoint) =>
        endpoint.ProtectedSecret is not null || endpoint is { Kind: EndpointKind.Exchange, Scheme: SignInScheme.Negotiate, Login: not null };

    /// <summary>The same, of what is shown of one.</summary>
    public static bool HasAccount(EndpointInfo endpoint) =>
        endpoint.HasSecret || endpoint is { Kind: EndpointType.Exchange, Scheme: ExchangeScheme.Negotiate, Login: not null };

    /// <summary>How to read the mailbox.</summary>
    /// <exception cref="SessionException">Something is missing; the failure says what.</exception>
    public ImapSourceOptions Source(Endpoint endpoint, MailboxAccount mailbox) => new()
    {
        Endpoint = Read(endpoint, ImapEndpoint.Parse),
        SignIn = SourceSignIn(endpoint, mailbox),
        TrustedAuthorities = Read(endpoint, _ => EndpointReading.Authorities(endpoint.TrustedAuthorities)),
    };

    /// <summary>How to reach the server without opening a mailbox.</summary>
    /// <exception cref="SessionException">The endpoint is not sound.</exception>
    public static ImapSourceOptions SourceUnopened(Endpoint endpoint) => new()
    {
        Endpoint = Read(endpoint, ImapEndpoint.Parse),
        SignIn = new ImapSignIn.Password("", new Secret("")),
        TrustedAuthorities = Read(endpoint, _ => EndpointReading.Authorities(endpoint.TrustedAuthorities)),
    };

    /// <summary>How to reach the server without signing in.</summary>
    /// <exception cref="SessionException">The endpoint is not sound.</exception>
    public static ExchangeDestinationOptions DestinationUnopened(Endpoint endpoint, SmtpAddress address) => new()
    {
        Endpoint = Read(endpoint, ExchangeEndpoint.Parse),
        Mailbox = address,
        Login = "",
        TrustedAuthorities = Read(endpoint, _ => EndpointReading.Authorities(endpoint.TrustedAuthorities)),
    };

    /// <summary>How to write into the mailbox.</summary>
    /// <exception cref="SessionException">Something is missing; the failure says what.</exception>
    public ExchangeDestinationOptions Destination(Endpoint endpoint, MailboxAccount mailbox, bool impersonates = false)
    {
        var isService = HasAccount(endpoint);
        var secret = isService ? Own(endpoint) : mailbox.Secret ?? throw Missing(
            endpoint, $"There is no password for {mailbox.Address} at the destination, and the endpoint \"{endpoint.Name}\" has no account that opens all mailboxes.");
        var isToken = endpoint.SecretUse == SecretUse.Token;
        return new ExchangeDestinationOptions
        {
            Endpoint = Read(endpoint, ExchangeEndpoint.Parse),
            Mailbox = mailbox.Address,
            Login = isService ? endpoint.Login ?? "the token's account" : mailbox.Login ?? mailbox.Address.Value,
            Password = isToken ? null : secret,
            Token = isToken ? secret : null,
            SignIn = SchemeOf(endpoint),
            Access = impersonates ? ExchangeAccess.Impersonate : AccessOf(endpoint, isService),
            TrustedAuthorities = Read(endpoint, _ => EndpointReading.Authorities(endpoint.TrustedAuthorities)),
        };
    }

    private ImapSignIn SourceSignIn(Endpoint endpoint, MailboxAccount mailbox)
    {
        if (!HasAccount(endpoint))
        {
            return new ImapSignIn.Password(mailbox.Login ?? mailbox.Address.Value, mailbox.Secret ?? throw Missing(
                endpoint, $"There is no password for {mailbox.Address} at the source, and the endpoint \"{endpoint.Name}\" has no administrator that opens all mailboxes."));
        }

        var secret = Own(endpoint)!;
        return endpoint.SecretUse is SecretUse.Password or null
            ? new ImapAdministrator(endpoint.Login ?? "", secret, Read(endpoint, _ => EndpointReading.Form(endpoint.AdministratorForm)) ?? new ImapAdministratorForm.None())
                .SignInFor(mailbox.Address.Value, mailbox.Login)
            : new ImapSignIn.Bearer(mailbox.Login ?? mailbox.Address.Value, Read(endpoint, _ => tokens.Of(endpoint, secret)));
    }

    // Null where this machine's Kerberos tickets sign in.
    private Secret? Own(Endpoint endpoint) => endpoint.ProtectedSecret is not { } stored ? null
        : secrets.Reveal(SecretKind.Endpoint, stored) ?? throw Missing(
            endpoint, $"The stored credentials of the endpoint \"{endpoint.Name}\" cannot be read: the keys they were encrypted with are gone.");

    private static ExchangeSignIn SchemeOf(Endpoint endpoint) => endpoint.Scheme switch
    {
        null => ExchangeSignIn.Auto,
        SignInScheme.Basic => ExchangeSignIn.Basic,
        SignInScheme.Ntlm => ExchangeSignIn.Ntlm,
        SignInScheme.Negotiate => ExchangeSignIn.Negotiate,
        SignInScheme.Bearer => ExchangeSignIn.Bearer,
        var scheme => throw new InvalidOperationException($"No way to sign in by {scheme}."),
    };

    private static ExchangeAccess AccessOf(Endpoint endpoint, bool isService) => endpoint.Access switch
    {
        null => isService ? ExchangeAccess.Delegate : ExchangeAccess.Owner,
        MailboxAccess.Owner => ExchangeAccess.Owner,
        MailboxAccess.Delegate => ExchangeAccess.Delegate,
        MailboxAccess.Impersonate => ExchangeAccess.Impersonate,
        var access => throw new InvalidOperationException($"No right called {access}."),
    };

    // Endpoints are checked before they are stored: this is for rows that an older version or a hand wrote.
    private static T Read<T>(Endpoint endpoint, Func<string, T> read)
    {
        try
        {
            return read(endpoint.Address);
        }
        catch (FormatException e)
        {
            throw new SessionException(new Failure
            {
                Side = SideOf(endpoint), Scope = FailureScope.Project, Code = FailureCodes.LocalOptions,
                Message = $"The endpoint \"{endpoint.Name}\" is not sound: {e.Message}", Remedy = "Correct the endpoint, then start the same pass again.",
            });
        }
    }

    private static SessionException Missing(Endpoint endpoint, string message) => new(new Failure
    {
        Side = SideOf(endpoint),
        Scope = FailureScope.Mailbox,
        Code = endpoint.Kind == EndpointKind.Imap ? FailureCodes.SourceCredentialsMissing : FailureCodes.DestinationCredentialsMissing,
        Message = message,
        Remedy = "Enter the mailbox's password, or an account at the endpoint that opens all mailboxes; then start the same pass again.",
    });

    private static FailureSide SideOf(Endpoint endpoint) => endpoint.Kind == EndpointKind.Imap ? FailureSide.Source : FailureSide.Destination;
}
