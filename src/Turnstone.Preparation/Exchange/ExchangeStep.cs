namespace Turnstone.Preparation.Exchange;

/// <summary>What an administrator may want done at an Exchange organisation, in the order it is done.</summary>
public enum ExchangeStep
{
    /// <summary>The service account is there, and is no administrator.</summary>
    Account,

    /// <summary>A throttling policy of its own.</summary>
    Throttling,

    /// <summary>The right to open the mailboxes.</summary>
    Access,

    /// <summary>Exchange Web Services are on and let Turnstone in.</summary>
    Ews,

    /// <summary>The organisation's message size.</summary>
    Transport,

    /// <summary>The message size of receive and send connectors.</summary>
    Connectors,

    /// <summary>Limits of single mailboxes that are below that size.</summary>
    MailboxSizes,
}
