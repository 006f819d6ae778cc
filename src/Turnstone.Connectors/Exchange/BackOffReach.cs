namespace Turnstone.Connectors.Exchange;

/// <summary>Who has to wait when a server asks for patience.</summary>
public enum BackOffReach
{
    /// <summary>What is asked of this mailbox, or of the database it lies in.</summary>
    Mailbox,

    /// <summary>Whatever draws on the same throttling budget.</summary>
    Budget,

    /// <summary>Everybody at this server.</summary>
    Server,
}
