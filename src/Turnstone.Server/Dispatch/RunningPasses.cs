using System.Collections.Concurrent;

namespace Turnstone.Server.Dispatch;

/// <summary>What is under way in this process. Nothing that another process would need is here alone.</summary>
internal sealed class RunningPasses
{
    private readonly ConcurrentDictionary<Guid, RunningPass> _passes = new();

    // A rest itself is in the rows; what is lost with the process is how long the next would be.
    private readonly ConcurrentDictionary<Guid, int> _returns = new();
    private int _entering;

    /// <summary>How many.</summary>
    public int Count => _passes.Count;

    /// <summary>Keeps room for one more where there are fewer than that; whoever has it gives it up with <see cref="Leave"/> when the pass is among them, or is not to be.</summary>
    public bool TryEnter(int most)
    {
        if (Interlocked.Increment(ref _entering) + Count <= most)
        {
            return true;
        }

        Leave();
        return false;
    }

    public void Leave() => Interlocked.Decrement(ref _entering);

    /// <summary>All of them, at this moment.</summary>
    public IReadOnlyList<RunningPass> List() => [.. _passes.Values];

    /// <summary>One, by its pass; null where this process does not have it.</summary>
    public RunningPass? Find(Guid passId) => _passes.GetValueOrDefault(passId);

    public void Add(RunningPass pass) => _passes[pass.Lease.PassId] = pass;

    /// <summary>How often in a row it was given back here because its journal was not to be had.</summary>
    public int Returns(Guid passId) => _returns.GetValueOrDefault(passId);

    public void Remove(RunningPass pass)
    {
        if (pass.IsReturned)
        {
            _returns[pass.Lease.PassId] = pass.Returns;
        }
        else
        {
            _returns.TryRemove(pass.Lease.PassId, out _);
        }

        _passes.TryRemove(KeyValuePair.Create(pass.Lease.PassId, pass));
    }
}
