using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication.ExtendedProtection;

namespace Turnstone.Ews.Transport;

/// <summary>
/// One connection at a time, signed in before a request is sent on it. SocketsHttpHandler's own NTLM sends the whole body with each
/// step of the handshake, Expect: 100-continue or not, and opens connections when it likes; so it is given no credentials here, and a
/// connection only when one may be opened: for a handshake, which has no body. One request at a time; <see cref="ConnectionSignIn"/> sees to it.
/// </summary>
internal sealed class Lane : IDisposable
{
    // NTLM takes two, Kerberos one or two; a server that goes on for ever is not listened to.
    private const int MostSteps = 5;

    private readonly Handlers _handlers;
    private readonly WindowsCredential _credential;
    private readonly SignInDoor _door;
    private readonly HttpMessageInvoker _http;
    private ChannelBinding? _binding;
    private bool _mayConnect;
    private bool _isSignedIn;
    private bool _needsTokens;

    public Lane(Handlers handlers, WindowsCredential credential, SignInDoor door)
    {
        _handlers = handlers;
        _credential = credential;
        _door = door;
        SocketsHttpHandler handler = handlers.Create(maxConnections: 1);
        handler.ConnectCallback = ConnectAsync;
        handler.PlaintextStreamFilter = RememberBinding;
        _http = new HttpMessageInvoker(handler);
    }

    private string Scheme => _credential.Scheme;

    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        for (int fresh = 0; ; fresh++)
        {
            // A connection signed in before the server took it back has to prove itself like any other.
            if (!(_isSignedIn && _door.IsOpen) && await _door.PassAsync(() => SignInAsync(cancellationToken), Verdict, cancellationToken) is { } refusal)
            {
                return Refusals.Weigh(refusal, Scheme, _door);
            }

            try
            {
                HttpResponseMessage response = await SendOnAsync(message, cancellationToken);
                if (response.StatusCode == HttpStatusCode.Unauthorized)
                {
                    _isSignedIn = false;
                    _door.Doubt();
                }

                return Refusals.Weigh(response, Scheme, _door);
            }
            catch (HttpRequestException exception) when (fresh < 2 && IsGone(exception))
            {
                // Idle connections are closed by either side. No byte of the request has left, so it may go again.
                _isSignedIn = false;
            }
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _binding?.Dispose();
    }

    // Where the server asks for Kerberos on each request, each carries a token of its own.
    private Task<HttpResponseMessage> SendOnAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        if (_needsTokens)
        {
            using NegotiateAuthentication conversation = _credential.Begin(_binding);
            message.Headers.Authorization = First(conversation);
        }

        return _http.SendAsync(message, cancellationToken);
    }

    /// <summary>Null when the connection is signed in; else the answer that says why not, the caller's to dispose.</summary>
    private async Task<HttpResponseMessage?> SignInAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await KnockAsync(cancellationToken) is { } answer ? answer : _isSignedIn ? null : await TalkAsync(cancellationToken);
        }
        catch (HttpRequestException exception) when (IsGone(exception))
        {
            throw new SignInException(
                $"the connection was closed in the middle of the {_credential.Scheme} sign-in, which needs one connection from beginning to end. A load balancer or proxy between here and Exchange may have to keep connections together.", isFinal: false);
        }
        finally
        {
            _mayConnect = false;
        }
    }

    // 1. Open a connection; see that the scheme is offered before anything is made of a password.
    private async Task<HttpResponseMessage?> KnockAsync(CancellationToken cancellationToken)
    {
        _mayConnect = true;
        using HttpRequestMessage knock = _handlers.Knock();
        HttpResponseMessage answer = await _http.SendAsync(knock, cancellationToken);
        _mayConnect = answer.Headers.ConnectionClose == true;
        if (answer.StatusCode != HttpStatusCode.Unauthorized)
        {
            // Nobody asks for a sign-in: the request itself will show what answers here. Errors and redirects show it now.
            _isSignedIn = answer.IsSuccessStatusCode;
            return _isSignedIn ? Closed(answer) : answer;
        }

        IReadOnlyList<string> offered = Challenges.Schemes(answer);
        answer.Dispose();
        return offered.Contains(_credential.Scheme, StringComparer.OrdinalIgnoreCase)
            ? null
            : throw new SignInException(SchemeChoice.NotOffered(_credential.Scheme, offered), 401);
    }

    // 2. The conversation, on that same connection.
    private async Task<HttpResponseMessage?> TalkAsync(CancellationToken cancellationToken)
    {
        using NegotiateAuthentication conversation = _credential.Begin(_binding);
        AuthenticationHeaderValue? token = First(conversation);
        string? asker = null;
        for (int step = 0; ; step++)
        {
            using HttpRequestMessage knock = _handlers.Knock();
            knock.Headers.Authorization = token;
            HttpResponseMessage answer = await _http.SendAsync(knock, cancellationToken);
            _mayConnect = false;
            if (answer.StatusCode != HttpStatusCode.Unauthorized)
            {
                return await FinishAsync(conversation, answer, cancellationToken);
            }

            token = Challenges.Token(answer, _credential.Scheme) is { } challenge && step < MostSteps ? Next(conversation, challenge) : null;
            if (token is null)
            {
                return asker is null || Refusals.FrontEnd(answer) is not { } other || other == asker ? answer : throw Torn(asker, other, answer);
            }

            asker = Refusals.FrontEnd(answer);
            answer.Dispose();
        }
    }

    /// <summary>
    /// The one that asked never saw the proof, the one that did had not asked. Which of them counts a try is not known, so it is a refusal:
    /// at the start for good, later until a pause is over.
    /// </summary>
    private SignInException Torn(string asker, string other, HttpResponseMessage answer)
    {
        answer.Dispose();
        bool isLater = _door.IsOpen;
        _door.Doubt();
        return new SignInException(
            $"the {Scheme} sign-in began at {asker} and was ended by {other}, but it needs one server from beginning to end. Let the load balancer before Exchange keep a connection at one server (affinity, no multiplexing), or use a server's own name.",
            401,
            isFinal: !isLater)
        {
            NextTry = _door.NextTry,
        };
    }

    private async Task<HttpResponseMessage?> FinishAsync(NegotiateAuthentication conversation, HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        // Kerberos' last word proves the server; there may be none, and with it or without, TLS has proved it already.
        if (Challenges.Token(answer, _credential.Scheme) is { } last && !conversation.IsAuthenticated)
        {
            conversation.GetOutgoingBlob(last, out _);
        }

        answer.Dispose();
        _isSignedIn = true;
        if (conversation.Package is not "NTLM")
        {
            // 3. NTLM holds for the connection; for Kerberos IIS is set one way or the other (authPersistNonNTLM), and a knock tells.
            using HttpRequestMessage knock = _handlers.Knock();
            using HttpResponseMessage again = await _http.SendAsync(knock, cancellationToken);
            _needsTokens = again.StatusCode == HttpStatusCode.Unauthorized;
        }

        return null;
    }

    private AuthenticationHeaderValue First(NegotiateAuthentication conversation)
    {
        byte[]? token = conversation.GetOutgoingBlob([], out NegotiateAuthenticationStatusCode status);
        return token is not null
            ? new AuthenticationHeaderValue(_credential.Scheme, Convert.ToBase64String(token))
            : throw new SignInException(_credential.Explain(status));
    }

    private AuthenticationHeaderValue? Next(NegotiateAuthentication conversation, byte[] challenge) =>
        conversation.GetOutgoingBlob(challenge, out _) is { } token
            ? new AuthenticationHeaderValue(_credential.Scheme, Convert.ToBase64String(token))
            : null;

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        if (!_mayConnect)
        {
            throw new ConnectionGoneException();
        }

        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private ValueTask<Stream> RememberBinding(SocketsHttpPlaintextStreamFilterContext context, CancellationToken cancellationToken)
    {
        _binding?.Dispose();
        _binding = (context.PlaintextStream as SslStream)?.TransportContext.GetChannelBinding(ChannelBindingKind.Endpoint);
        return ValueTask.FromResult(context.PlaintextStream);
    }

    private static bool? Verdict(HttpResponseMessage? refusal) => refusal switch
    {
        null => true,
        { StatusCode: HttpStatusCode.Unauthorized } => false,
        _ => null,
    };

    private static HttpResponseMessage? Closed(HttpResponseMessage answer)
    {
        answer.Dispose();
        return null;
    }

    private static bool IsGone(Exception? exception)
    {
        while (exception is not null and not ConnectionGoneException)
        {
            exception = exception.InnerException;
        }

        return exception is not null;
    }
}
