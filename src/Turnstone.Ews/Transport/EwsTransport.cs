using System.Net.Http.Headers;
using Turnstone.Ews.Soap;
using Turnstone.Ews.Types;

namespace Turnstone.Ews.Transport;

/// <summary>The connections, cookies and headers of one client.</summary>
internal sealed class EwsTransport : IDisposable
{
    private readonly EwsClientOptions _options;
    private readonly TimeProvider _time;
    private readonly SignIn _signIn;

    public EwsTransport(EwsClientOptions options, TimeProvider time)
    {
        Check(options);
        _options = options;
        _time = time;
        Trust = new ServerTrust(options.Url.Host, options.TrustedAuthorities);
        _signIn = SignIns.Open(options, new Handlers(options, Trust), options.SignIns ?? new EwsSignIns(time));
    }

    public ServerTrust Trust { get; }

    public Uri Url => _options.Url;

    public AnswerLimits Limits => _options.Limits;

    public TimeSpan IdleTimeout => _options.IdleTimeout;

    public TimeProvider Time => _time;

    public RoundTrip Begin(string operation, SoapRequest request, ServerVersion? server, CancellationToken cancellationToken) =>
        new(this, operation, request, server, cancellationToken);

    /// <summary>The scheme in use; null while it is not chosen.</summary>
    public string? Scheme => _signIn.Scheme;

    public Task<Reply> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        HttpRequestHeaders headers = message.Headers;
        headers.TryAddWithoutValidation("User-Agent", _options.UserAgent);
        headers.TryAddWithoutValidation("Accept", "text/xml");
        headers.TryAddWithoutValidation("return-client-request-id", "true");
        // A header is ASCII; the anchor only saves a hop, so an address that is not does without.
        if ((_options.AnchorMailbox ?? _options.Access.Address) is { } anchor && anchor.All(c => c is > ' ' and <= '~'))
        {
            headers.TryAddWithoutValidation("X-AnchorMailbox", anchor);
        }

        return _signIn.SendAsync(message, cancellationToken);
    }

    public void Dispose() => _signIn.Dispose();

    private static void Check(EwsClientOptions options)
    {
        if (!options.Url.IsAbsoluteUri || (options.Url.Scheme != Uri.UriSchemeHttps && options.Url.Scheme != Uri.UriSchemeHttp))
        {
            throw new ArgumentException($"The EWS address '{options.Url}' is not an absolute http or https address.", nameof(options));
        }

        // NTLM and Negotiate show no password; Auto leaves Basic out when it comes to choosing.
        if (options.Credential is EwsCredential.Basic or EwsCredential.Bearer && !SignIns.IsPrivate(options))
        {
            throw new ArgumentException(
                $"This sign-in over http:// would show the password or token to everyone on the way to {options.Url.Host}. Use https://, or set {nameof(EwsClientOptions.AllowBasicOverPlainHttp)}.",
                nameof(options));
        }

        if (options is { MessageHandler: not null, Credential: EwsCredential.Ntlm or EwsCredential.Negotiate })
        {
            throw new ArgumentException("NTLM and Negotiate sign in connections, so they need a real network and no MessageHandler.", nameof(options));
        }

        if (options.Credential is EwsCredential.Basic basic && basic.UserName.Contains(':', StringComparison.Ordinal))
        {
            // RFC 7617 section 2: the first colon ends the name.
            throw new ArgumentException($"The user name '{basic.UserName}' holds a colon, which Basic sign-in cannot carry.", nameof(options));
        }

        if (options.Credential is EwsCredential.Bearer bearer && !bearer.Token.Reveal().All(c => c is > ' ' and <= '~'))
        {
            throw new ArgumentException("The access token holds blanks or line ends, which no token does. Give the token alone.", nameof(options));
        }

        if (options.Credential is EwsCredential.Negotiate { UserName: null, Password: not null })
        {
            throw new ArgumentException("There is a password for Negotiate, but no user name it belongs to.", nameof(options));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(options.MaxConnections, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.IdleTimeout, TimeSpan.Zero, nameof(options));
    }
}
