using System.Security.Cryptography.X509Certificates;
using Turnstone.Ews.Transport;
using Turnstone.Ews.Types;

namespace Turnstone.Ews;

/// <summary>Everything a client is told once, when it is made.</summary>
public sealed record EwsClientOptions
{
    /// <summary>The endpoint itself, such as <c>https://mail.example.com/EWS/Exchange.asmx</c>.</summary>
    public required Uri Url { get; init; }

    public required EwsCredential Credential { get; init; }

    /// <summary>Shared with the other clients of a run, so that they choose one scheme and a wrong password is tried once. Default: this client's own.</summary>
    public EwsSignIns? SignIns { get; init; }

    public required EwsAccess Access { get; init; }

    /// <summary>Sent as X-AnchorMailbox so that the front end finds the right server at once. Default: the mailbox of <see cref="Access"/>, if it names one.</summary>
    public string? AnchorMailbox { get; init; }

    /// <summary>Default <c>Turnstone.Ews</c>. Administrators allow and block EWS clients by it.</summary>
    public string UserAgent { get; init; } = "Turnstone.Ews";

    /// <summary>Authorities trusted beside the machine's own. The chain is still built and the host name still compared. Default none.</summary>
    public IReadOnlyList<X509Certificate2> TrustedAuthorities { get; init; } = [];

    /// <summary>How long nothing may move in either direction before the request is given up. Default 100 s; not a limit on the whole.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>Connections to the server at once. Default 4; Exchange's own limit for one account is 27 (2013 and later).</summary>
    public int MaxConnections { get; init; } = 4;

    /// <summary>Default false: a Basic password or bearer token over http:// is refused unless the host is this machine.</summary>
    public bool AllowBasicOverPlainHttp { get; init; }

    /// <summary>What an answer may not exceed.</summary>
    public AnswerLimits Limits { get; init; } = new();

    /// <summary>The version to name in requests, as <see cref="EwsClient.RequestVersion"/> of an earlier client told it. Default Exchange2013_SP1.</summary>
    public RequestServerVersion RequestVersion { get; init; } = RequestServerVersion.Exchange2013_SP1;

    /// <summary>The server, when an earlier client has met it; replaced by what it says itself. Default unknown.</summary>
    public ServerVersion? Server { get; init; }

    /// <summary>Replaces the network, for tests; the client disposes it. Cookies, certificates and connection limits are then its business. Default none.</summary>
    public HttpMessageHandler? MessageHandler { get; init; }
}
