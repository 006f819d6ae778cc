using Turnstone.Engine.Mailboxes;

namespace Turnstone.Connectors.Exchange;

/// <summary>Whose budget: an account's at a server and, where it impersonates, for one mailbox. Case makes no difference.</summary>
/// <param name="Server">The server's name and port, in capitals.</param>
/// <param name="Account">The account, in capitals.</param>
/// <param name="Mailbox">The mailbox; null for one budget for all.</param>
public readonly record struct BudgetKey(string Server, string Account, SmtpAddress? Mailbox)
{
    /// <summary>The budget of what is asked of a server for a mailbox.</summary>
    public static BudgetKey Of(ExchangeEndpoint endpoint, string login, ExchangeAccess access, SmtpAddress mailbox)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(login);
        return new(endpoint.Url.Authority.ToUpperInvariant(), login.ToUpperInvariant(), access == ExchangeAccess.Impersonate ? mailbox : null);
    }
}
