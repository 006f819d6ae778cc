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

    /// <summary>Opens the source alone, to look at it as a full pass would; neither the journal nor the destination is touched. The caller disposes what is returned.</summary>
    /// <exception cref="SessionException">As <see cref="OpenAsync"/>.</exception>
    Task<OpenSource> OpenSourceAsync(Guid workgroup, Guid mailbox, CancellationToken cancellationToken);
}
