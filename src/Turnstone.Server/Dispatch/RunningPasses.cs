using System.Collections.Concurrent;

namespace Turnstone.Server.Dispatch;

/// <summary>What is under way in this process. Nothing that another process would need is here alone.</summary>
internal sealed class RunningPasses
{
    private readonly ConcurrentDictionary<Guid, RunningPass> _passes = new();

    /// <summary>How many.</summary>
    public int Count => _passes.Count;

    /// <summary>All of them, at this moment.</summary>
    public IReadOnlyList<RunningPass> List() => [.. _passes.Values];

    /// <summary>One, by its pass; null where this process does not have it.</summary>
    public RunningPass? Find(Guid passId) => _passes.GetValueOrDefault(passId);

    public void Add(RunningPass pass) => _passes[pass.Lease.PassId] = pass;

    public void Remove(RunningPass pass) => _passes.TryRemove(KeyValuePair.Create(pass.Lease.PassId, pass));
}
