using System.Net;
using System.Security.Cryptography.X509Certificates;
using Turnstone.Connectors;

namespace Turnstone.Server;

/// <summary>How several processes on one PostgreSQL database find each other. Without it each works for itself: passes are shared all the same, budgets are not.</summary>
public sealed record ClusterSettings
{
    /// <summary>The Redis in which processes say where they are, as StackExchange.Redis reads it, without a password: <c>redis.example.com:6379,ssl=true</c>.</summary>
    public required string Redis { get; init; }

    /// <summary>What Redis wants to hear; null where it wants nothing.</summary>
    public Secret? RedisPassword { get; init; }

    /// <summary>Where the others reach this process, and where it listens for them; default the machine itself.</summary>
    public IPAddress SiloAddress { get; init; } = IPAddress.Loopback;

    /// <summary>The port there; default 11111. No other process may have it.</summary>
    public int SiloPort { get; init; } = 11111;

    /// <summary>
    /// Who belongs to the cluster, whether it asks or is asked: whoever has one of these certificates. The first has its private key and is this process's own;
    /// empty for plain connections, which are for one machine or for a network that nobody else is on.
    /// </summary>
    public IReadOnlyList<X509Certificate2> Certificates { get; init; } = [];
}
