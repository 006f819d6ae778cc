using System.Collections.Concurrent;

namespace Turnstone.Sandbox.Throttling;

/// <summary>The budgets of all accounts under one policy. Safe for concurrent use.</summary>
public sealed class ThrottlingBudgets(ThrottlingPolicy policy, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, AccountBudget> _budgets = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Asks for room for one request. <paramref name="account"/> names the budget: the caller's own, or one per impersonated
    /// mailbox. Call only for accounts that signed in, as each name takes memory for good.
    /// </summary>
    /// <param name="account">Compared without case.</param>
    /// <param name="isSync">Whether the request is SyncFolderItems or SyncFolderHierarchy.</param>
    public Admission TryEnter(string account, bool isSync) =>
        _budgets.GetOrAdd(account, _ => new AccountBudget(policy, time)).TryEnter(isSync);
}
