namespace Turnstone.Ews;

/// <summary>The network, or the way to a trusted connection, failed.</summary>
public sealed class EwsTransportException : EwsException
{
    internal EwsTransportException(RequestFacts facts, EwsTransportErrorKind kind, string message, Exception? inner = null)
        : base(facts, message, inner) => Kind = kind;

    public EwsTransportErrorKind Kind { get; }
}

/// <summary>How the network failed.</summary>
public enum EwsTransportErrorKind
{
    Other,
    NameNotResolved,
    ConnectionRefused,

    /// <summary>No connection for another reason: no route, filtered.</summary>
    ConnectFailed,

    /// <summary>The TLS handshake failed or the certificate is not to be trusted; the message says why.</summary>
    Tls,

    /// <summary>An established connection was closed or reset.</summary>
    ConnectionReset,

    /// <summary>Nothing moved for <see cref="EwsClientOptions.IdleTimeout"/>.</summary>
    IdleTimeout,
}
