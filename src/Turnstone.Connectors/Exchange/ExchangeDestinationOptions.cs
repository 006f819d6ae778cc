using System.Net;
using System.Security.Cryptography.X509Certificates;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.Content;
using Turnstone.Ews;

namespace Turnstone.Connectors.Exchange;

/// <summary>One mailbox on an Exchange server, and how to write into it.</summary>
public sealed record ExchangeDestinationOptions
{
    /// <summary>The server.</summary>
    public required ExchangeEndpoint Endpoint { get; init; }

    /// <summary>Who signs in: <c>DOMAIN\name</c> or <c>name@domain</c>.</summary>
    public required string Login { get; init; }

    /// <summary>The password; null to sign in with this machine's Kerberos tickets or a <see cref="Token"/>.</summary>
    public Secret? Password { get; init; }

    /// <summary>The access token of <see cref="ExchangeSignIn.Bearer"/>.</summary>
    public Secret? Token { get; init; }

    /// <summary>How to sign in; default by the best of what the server offers.</summary>
    public ExchangeSignIn SignIn { get; init; }

    /// <summary>Shared by the mailboxes of a run; default: this mailbox's own.</summary>
    public ExchangeSignIns SignIns { get; init; } = new();

    /// <summary>The mailbox's primary address; a proxy address is not found. Default for a test that opens no mailbox, at an address that is given.</summary>
    public required SmtpAddress Mailbox { get; init; }

    /// <summary>By what right; default the owner's own.</summary>
    public ExchangeAccess Access { get; init; } = ExchangeAccess.Owner;

    /// <summary>Certificate authorities to believe besides the system's; default none.</summary>
    public IReadOnlyList<X509Certificate2> TrustedAuthorities { get; init; } = [];

    /// <summary>Shared by the mailboxes of a process; default: this mailbox's own.</summary>
    public RequestBudgets? Budgets { get; init; }

    /// <summary>The waits of the mailbox's pass; default: nobody looks at them.</summary>
    public Waits? Waits { get; init; }

    /// <summary>How long nothing may move before a request is given up; every byte starts it anew. Default 100 s: Exchange caps a batch at 60 s.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// What to pack batches by until more is learned. Default at most ten batches under way, what Exchange 2010 takes of an account
    /// (EWSMaxConcurrency 10): four where the round trip is short, and one more for every 7 ms of it.
    /// </summary>
    public DestinationLimits Limits { get; init; } = new() { DeliverConcurrency = 10 };

    /// <summary>Where items wait that are read back for comparison; default a spool of its own.</summary>
    public ContentSpool Spool { get; init; } = new();

    /// <summary>Who is asked for SRV records; default the machine's own name servers.</summary>
    public IPEndPoint? NameServer { get; init; }

    /// <summary>Replaces the network, for tests; disposed with the mailbox.</summary>
    public HttpMessageHandler? MessageHandler { get; init; }

    internal EwsClientOptions ToClientOptions() => new()
    {
        Url = Endpoint.Url,
        Credential = ToCredential(),
        SignIns = SignIns.Ews,
        Access = Access switch
        {
            ExchangeAccess.Owner => new EwsAccess.Owner(),
            ExchangeAccess.Delegate => new EwsAccess.Delegate(Mailbox.Value),
            ExchangeAccess.Impersonate => new EwsAccess.Impersonate(Mailbox.Value),
            _ => throw new InvalidOperationException("A way of access that does not exist."),
        },
        AnchorMailbox = Mailbox == default ? null : Mailbox.Value,
        UserAgent = "Turnstone",
        TrustedAuthorities = TrustedAuthorities,
        IdleTimeout = IdleTimeout,
        MaxConnections = Limits.DeliverConcurrency + 1,
        MessageHandler = MessageHandler,
    };

    internal EwsCredential ToCredential() => SignIn switch
    {
        ExchangeSignIn.Auto => new EwsCredential.Auto(Login, Password is { } password ? new EwsPassword(password.Reveal()) : null),
        ExchangeSignIn.Basic => new EwsCredential.Basic(Login, Needed(Password, "password")),
        ExchangeSignIn.Ntlm => new EwsCredential.Ntlm(Login, Needed(Password, "password")),
        ExchangeSignIn.Negotiate => new EwsCredential.Negotiate(Login, Password is { } password ? new EwsPassword(password.Reveal()) : null),
        ExchangeSignIn.Bearer => new EwsCredential.Bearer(Needed(Token, "access token")),
        _ => throw new InvalidOperationException("A way to sign in that does not exist."),
    };

    private EwsPassword Needed(Secret? secret, string what) =>
        secret is { } given ? new EwsPassword(given.Reveal()) : throw new ArgumentException($"{SignIn} sign-in needs the {what} of {Login}.");
}
