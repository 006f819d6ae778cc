using System.Collections.Concurrent;

namespace Turnstone.Sandbox.Proxies;

/// <summary>What a proxy saw and did, to be asserted on. Safe to read while it works.</summary>
public sealed class FaultTally
{
    private readonly ConcurrentDictionary<string, int> _requests = new();
    private readonly ConcurrentDictionary<string, int> _faults = new();
    private int _insideBackOff;

    /// <summary>Requests by operation; connections count as <c>connect</c>.</summary>
    public IReadOnlyDictionary<string, int> Requests => _requests;

    /// <summary>Faults by their name in the faults file.</summary>
    public IReadOnlyDictionary<string, int> Faults => _faults;

    /// <summary>Requests that came before a back-off was over that the same account had been told.</summary>
    public int RequestsInsideBackOff => Volatile.Read(ref _insideBackOff);

    internal int CountRequest(string operation) => _requests.AddOrUpdate(operation, 1, (_, count) => count + 1);

    internal void CountFault(string name) => _faults.AddOrUpdate(name, 1, (_, count) => count + 1);

    internal void CountInsideBackOff() => Interlocked.Increment(ref _insideBackOff);
}
