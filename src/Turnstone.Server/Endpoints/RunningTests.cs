using System.Collections.Concurrent;

namespace Turnstone.Server.Endpoints;

/// <summary>
/// Which endpoints are being tested by this process: one test of each at a time. A test measures limits; two at once would measure each other, and
/// people who press twice should not load a server twice.
/// </summary>
internal sealed class RunningTests
{
    private readonly ConcurrentDictionary<Guid, byte> _endpoints = [];

    /// <summary>Begins one; null where one is under way. Whoever began it disposes this when it is over.</summary>
    public IDisposable? Begin(Guid endpoint) => _endpoints.TryAdd(endpoint, 0) ? new Turn(this, endpoint) : null;

    private sealed class Turn(RunningTests tests, Guid endpoint) : IDisposable
    {
        public void Dispose() => tests._endpoints.TryRemove(endpoint, out _);
    }
}
