using System.Collections.Concurrent;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Connectors.Exchange;

/// <summary>The budgets of all accounts at all servers, for the mailboxes of one process to share, or of several that ask at the same desks. Safe for concurrent use.</summary>
/// <param name="time">The clock.</param>
/// <param name="desks">The desk of a budget; null where no other process draws on it.</param>
public sealed class RequestBudgets(TimeProvider time, Func<BudgetKey, IBudgetDesk>? desks = null)
{
    private readonly ConcurrentDictionary<string, Hold> _servers = new();
    private readonly ConcurrentDictionary<BudgetKey, IRequestBudget> _budgets = new();

    /// <summary>Shows all desks that this process lives. To be called each second where there are any; never fails.</summary>
    public Task BeatAsync() => Task.WhenAll(_budgets.Values.OfType<SharedBudget>().Select(budget => budget.BeatAsync()));

    /// <summary>
    /// What a mailbox's requests draw on. An account that impersonates has a budget for each mailbox, apart from its own (EWS throttling,
    /// "impersonation"); otherwise it has one for all. Case makes no difference in the server's or the account's name.
    /// </summary>
    internal IRequestBudget Of(ExchangeEndpoint endpoint, string login, ExchangeAccess access, SmtpAddress mailbox) =>
        _budgets.GetOrAdd(BudgetKey.Of(endpoint, login, access, mailbox), Make);

    private IRequestBudget Make(BudgetKey key)
    {
        var own = new RequestBudget(time, _servers.GetOrAdd(key.Server, _ => new Hold(time)));
        return desks is null ? own : new SharedBudget(own, desks(key), time);
    }
}
