using System.Net.Sockets;
using System.Security.Authentication;

namespace Turnstone.Ews.Transport;

/// <summary>Turns what HttpClient throws into what happened.</summary>
internal static class NetworkFailures
{
    /// <summary>
    /// Whether the network is what failed. HttpClient wraps what its sockets throw, but not always: with .NET 10.0.12 the socket's own exception
    /// was seen where a connection was reset the moment it stood.
    /// </summary>
    public static bool IsOne(Exception exception) => exception is HttpRequestException or IOException or SocketException;

    public static EwsException Describe(Exception exception, RequestFacts facts, string? certificateProblem)
    {
        SocketError? socket = Inner<SocketException>(exception)?.SocketErrorCode;
        HttpRequestError? error = (exception as HttpRequestException)?.HttpRequestError ?? Inner<HttpIOException>(exception)?.HttpRequestError;
        if (facts.Progress == RequestProgress.Answered)
        {
            return new EwsProtocolException(facts, EwsProtocolErrorKind.Truncated, "the connection ended in the middle of the answer.", exception);
        }

        return (error, socket) switch
        {
            // Nothing was said against the certificate and nothing was agreed on: the line broke while hands were being shaken.
            (HttpRequestError.SecureConnectionError, _) when certificateProblem is null && Inner<AuthenticationException>(exception) is null => new EwsTransportException(
                facts, EwsTransportErrorKind.ConnectFailed, $"the connection ended before TLS was set up ({socket?.ToString() ?? "closed by the other side"}). If it always does, check the port and the TLS versions the server speaks.", exception),
            (HttpRequestError.SecureConnectionError, _) => Tls(exception, facts, certificateProblem),
            (HttpRequestError.NameResolutionError, _) => new EwsTransportException(
                facts, EwsTransportErrorKind.NameNotResolved, "no address was found for this host. Check the name and this machine's DNS.", exception),
            (HttpRequestError.ConnectionError, SocketError.ConnectionRefused) => new EwsTransportException(
                facts, EwsTransportErrorKind.ConnectionRefused, "the host refused the connection. Check the port and whether the service runs.", exception),
            (HttpRequestError.ConnectionError, _) => new EwsTransportException(
                facts, EwsTransportErrorKind.ConnectFailed, $"no connection could be made ({socket?.ToString() ?? exception.Message}).", exception),
            (HttpRequestError.InvalidResponse, _) => new EwsProtocolException(
                facts, EwsProtocolErrorKind.Garbled, "what came back is not HTTP. Check the port.", exception),
            _ => new EwsTransportException(
                facts, EwsTransportErrorKind.ConnectionReset, $"the connection was closed before an answer came ({socket?.ToString() ?? error?.ToString() ?? exception.Message}).", exception),
        };
    }

    private static EwsTransportException Tls(Exception exception, RequestFacts facts, string? certificateProblem) =>
        new(facts, EwsTransportErrorKind.Tls,
            certificateProblem is not null
                ? $"the server is not trusted: {certificateProblem}."
                : $"no TLS connection could be made: {(Inner<AuthenticationException>(exception) ?? exception).Message}", exception);

    private static T? Inner<T>(Exception? exception)
        where T : Exception
    {
        while (exception is not null and not T)
        {
            exception = exception.InnerException;
        }

        return (T?)exception;
    }
}
