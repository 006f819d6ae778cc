using System.Security.Cryptography.X509Certificates;
using Turnstone.Sandbox.Faults;

namespace Turnstone.Sandbox.Proxies;

/// <summary>All there is to set about a proxy that makes trouble.</summary>
public sealed record FaultProxyOptions
{
    /// <summary>Where it listens: <c>imaps</c>, <c>imap</c>, <c>https</c> or <c>http</c>, an address and a port; port 0 takes a free one.</summary>
    public required Uri Listen { get; init; }

    /// <summary>The server behind it, in the same four schemes; an <c>imap</c> server is spoken to without STARTTLS.</summary>
    public required Uri To { get; init; }

    /// <summary>The authorities that the server behind it is trusted by; empty, the default, for those of this machine.</summary>
    public IReadOnlyList<X509Certificate2> TrustedAuthorities { get; init; } = [];

    /// <summary>The trouble; null, the default, for none.</summary>
    public FaultPlan? Faults { get; init; }

    /// <summary>The clock of delays, trickles and back-offs.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Told of each fault as it happens, by whatever connection it happens to. Default nobody.</summary>
    public Action<FaultEvent>? Happened { get; init; }

    /// <summary>
    /// Awaited before a request is looked at: its operation, and how many of the same there were, this one included. What a test does
    /// here has happened before the server hears of the request. Default nothing.
    /// </summary>
    public Func<string, int, Task>? Before { get; init; }
}
