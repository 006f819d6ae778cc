using System.Security.Cryptography.X509Certificates;

namespace Turnstone.Ews.Autodiscover;

/// <summary>How Autodiscover is asked.</summary>
public sealed record AutodiscoverOptions
{
    /// <summary>Sent over TLS to trusted servers only, and to no further server once one has refused it.</summary>
    public required EwsCredential Credential { get; init; }

    /// <summary>See <see cref="EwsClientOptions.SignIns"/>. Default: this search's own.</summary>
    public EwsSignIns SignIns { get; init; } = new();

    /// <summary>Authorities trusted beside the machine's own. Default none.</summary>
    public IReadOnlyList<X509Certificate2> TrustedAuthorities { get; init; } = [];

    /// <summary>How long one place may take to answer. Default 20 s: hosts that swallow connections are common here.</summary>
    public TimeSpan PlaceTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Looks up the SRV records of a name, as https addresses, the preferred first; throws <see cref="IOException"/> where no name server
    /// answers. .NET's own resolver cannot ask for them. Default none: they are left out.
    /// </summary>
    public Func<string, CancellationToken, Task<IReadOnlyList<Uri>>>? FindServices { get; init; }

    /// <summary>Replaces the network, for tests; the finder disposes it. Default none.</summary>
    public HttpMessageHandler? MessageHandler { get; init; }
}
