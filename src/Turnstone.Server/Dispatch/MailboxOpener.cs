using System.Collections.Concurrent;
using Turnstone.Connectors.Exchange;
using Turnstone.Connectors.Imap;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.Pacing;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Transfer;
using Turnstone.Server.Passes;
using Turnstone.Storage;
using Turnstone.Storage.Passes;

namespace Turnstone.Server.Dispatch;

/// <summary>Opens real mailboxes. What passes of a process share is here: sign-ins, so that a wrong password is tried once; room for messages.</summary>
internal sealed class MailboxOpener(MailboxJobs jobs, MailboxJournals journals, RequestBudgets budgets, TimeProvider time) : IMailboxOpener
{
    private readonly ImapSignIns _sourceSignIns = new(time);
    private readonly ExchangeSignIns _destinationSignIns = new(time);
    private readonly TransferLimits _limits = new();
    private readonly ConcurrentDictionary<Guid, ProjectCap> _caps = new();

    public async Task<OpenMailbox> OpenAsync(Lease lease, MailboxPass pass, Waits waits, CancellationToken cancellationToken)
    {
        var job = await jobs.PrepareAsync(lease.WorkgroupId, lease.MailboxId, OptionsOf(pass), cancellationToken);
        var journal = await journals.OpenAsync(new JournalIdentity(lease.WorkgroupId, job.Source, job.Destination), lease.Epoch, cancellationToken);
        var source = SourceOf(job);
        var destination = new ExchangeDestinationMailbox(job.DestinationOptions with { SignIns = _destinationSignIns, Budgets = budgets, Waits = waits }, time);
        return new OpenMailbox(source, destination, journal, new PassSetup { Source = job.Source, Destination = job.Destination, Options = job.Options, Limits = _limits });
    }

    public async Task<OpenSource> OpenSourceAsync(Guid workgroup, Guid mailbox, CancellationToken cancellationToken)
    {
        var job = await jobs.PrepareAsync(workgroup, mailbox, new PassOptions { Kind = PassKind.Full }, cancellationToken);
        return new OpenSource(SourceOf(job), job.Options, await journals.ReadPlacesAsync(new JournalIdentity(workgroup, job.Source, job.Destination), cancellationToken));
    }

    private ImapSourceMailbox SourceOf(MailboxJob job) => new(job.SourceOptions with { SignIns = _sourceSignIns, Cap = CapOf(job) }, time);

    private static PassOptions OptionsOf(MailboxPass pass) => new()
    {
        Kind = pass.Kind,
        OlderThan = pass.OlderThan,
        NewerThan = pass.NewerThan,
        Verification = pass.Verification,
        RefreshFlags = pass.RefreshFlags,
    };

    /// <summary>One cap for the mailboxes of a project; a rate that was changed holds from the next pass that starts.</summary>
    private BandwidthCap? CapOf(MailboxJob job)
    {
        var cap = _caps.GetOrAdd(job.ProjectId, _ => new ProjectCap(time));
        cap.Rate = job.MaxBytesPerSecond;
        return job.MaxBytesPerSecond is null ? null : cap.Shared;
    }

    private sealed class ProjectCap
    {
        public ProjectCap(TimeProvider time) => Shared = new BandwidthCap(() => Rate, time);

        public double? Rate { get; set; }

        public BandwidthCap Shared { get; }
    }
}
