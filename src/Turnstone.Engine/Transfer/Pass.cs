using Microsoft.Extensions.Logging;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Reporting;

namespace Turnstone.Engine.Transfer;

/// <summary>
/// One pass over one mailbox pair: what the source has, minus what the journal settled. The unit of work, of resume and of locking.
/// </summary>
public sealed partial class Pass(
    ISourceMailbox source,
    IDestinationMailbox destination,
    IJournal journal,
    PassSetup setup,
    TimeProvider time,
    ILogger<Pass> logger,
    IProgress<PassProgress>? progress = null)
{
    /// <summary>
    /// Runs the pass to its end. Never throws for anything a server, a message or a disk can do: the report says it. On cancellation it
    /// stops taking, records what is in flight, and reports <see cref="PassStatus.Stopped"/>. The mailboxes and the journal stay the caller's.
    /// </summary>
    public Task<MailboxReport> RunAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException($"{source} {destination} {journal} {setup} {time} {logger} {progress} {cancellationToken}");
}
