namespace Turnstone.Connectors.Exchange;

/// <summary>How far a test of an Exchange server goes.</summary>
public enum ExchangeTestReach
{
    /// <summary>To what answers there: no account is known yet.</summary>
    Service,

    /// <summary>To signing the account in, by asking for a mailbox of its own; that it has none is no fault. For <see cref="ExchangeAccess.Owner"/>.</summary>
    Account,

    /// <summary>Into the mailbox.</summary>
    Mailbox,
}
