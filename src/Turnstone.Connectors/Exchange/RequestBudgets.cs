using System.Collections.Concurrent;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Connectors.Exchange;

/// <summary>The budgets of all accounts at all servers, for the mailboxes of one process to share. Safe for concurrent use.</summary>
/// <param name="time">The clock.</param>
public sealed class RequestBudgets(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Hold> _servers = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<(string Server, string Account, SmtpAddress? Mailbox), RequestBudget> _budgets = new();

    /// <summary>
    /// What a mailbox's requests draw on. An account that impersonates has a budget for each mailbox, apart from its own (EWS throttling,
    /// "impersonation"); otherwise it has one for all. Case makes no difference in the server's or the account's name.
    /// </summary>
    internal RequestBudget Of(ExchangeEndpoint endpoint, string login, ExchangeAccess access, SmtpAddress mailbox)
    {
        var server = endpoint.Url.Authority.ToUpperInvariant();
        return _budgets.GetOrAdd(
            (server, login.ToUpperInvariant(), access == ExchangeAccess.Impersonate ? mailbox : null),
            _ => new RequestBudget(time, _servers.GetOrAdd(server, _ => new Hold(time))));
    }
}
