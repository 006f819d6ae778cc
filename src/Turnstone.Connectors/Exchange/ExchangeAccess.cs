namespace Turnstone.Connectors.Exchange;

/// <summary>By what right the account that signs in writes into a mailbox.</summary>
public enum ExchangeAccess
{
    /// <summary>It is the account's own mailbox.</summary>
    Owner,

    /// <summary>The account has FullAccess on the mailbox. All mailboxes draw on the account's one throttling budget.</summary>
    Delegate,

    /// <summary>The account has the role ApplicationImpersonation. Each mailbox has a throttling budget of its own.</summary>
    Impersonate,
}
