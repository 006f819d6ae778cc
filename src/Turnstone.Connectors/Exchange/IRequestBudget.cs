using Turnstone.Engine.Mailboxes;

namespace Turnstone.Connectors.Exchange;

/// <summary>What one account may ask of one server: by this process's own knowledge, or by that of several. Safe for concurrent use.</summary>
internal interface IRequestBudget
{
    /// <summary>For how long nothing may be asked about a mailbox, as far as this process knows; zero or less when it may.</summary>
    TimeSpan HeldFor(SmtpAddress mailbox);

    /// <summary>Leave for one request about a mailbox, when there is a place and nobody asked to wait.</summary>
    Task<RequestTurn> EnterAsync(SmtpAddress mailbox, Waits waits, CancellationToken cancellationToken);
}
