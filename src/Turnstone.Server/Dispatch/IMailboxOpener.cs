using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Storage.Passes;

namespace Turnstone.Server.Dispatch;

/// <summary>Opens what a pass moves mail between: real servers, or mailboxes in memory.</summary>
internal interface IMailboxOpener
{
    /// <summary>Opens both ends and the journal, the latter for this lease's epoch; the caller disposes what is returned.</summary>
    /// <exception cref="SessionException">Something is missing or wrong in what the project and the mailbox say, or the journal is another's.</exception>
    Task<OpenMailbox> OpenAsync(Lease lease, MailboxPass pass, Waits waits, CancellationToken cancellationToken);
}
