using System.Collections.Concurrent;

namespace Turnstone.Sandbox.Throttling;

/// <summary>The budgets of all accounts under one policy. Safe for concurrent use.</summary>
public sealed class ThrottlingBudgets(ThrottlingPolicy policy, TimeProvider time)
{
    /// <summary>How long a refusal may be on its way to a client, and a client may take to heed it.</summary>
    public static readonly TimeSpan Crossing = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<string, AccountBudget> _budgets = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Asks for room for one request. <paramref name="account"/> names the budget: the caller's own, or one per impersonated
    /// mailbox. Call only for accounts that signed in, as each name takes memory for good.
    /// </summary>
    /// <param name="account">Compared without case.</param>
    /// <param name="isSync">Whether the request is SyncFolderItems or SyncFolderHierarchy.</param>
    public Admission TryEnter(string account, bool isSync) => Of(account).TryEnter(isSync);

    /// <summary>A request has come, whatever becomes of it.</summary>
    public void Arrive(string account) => Of(account).Arrive();

    /// <summary>An account was told to stay away for some other reason than its budget.</summary>
    public void Told(string account, TimeSpan backOff) => Of(account).Told(backOff);

    /// <summary>Of all accounts together.</summary>
    public ThrottlingCounts Counts => _budgets.Values.Aggregate(new ThrottlingCounts(0, 0, 0, 0), (sum, budget) => sum + budget.Counts);

    private AccountBudget Of(string account) => _budgets.GetOrAdd(account, _ => new AccountBudget(policy, time));
}
