using System.Collections.Concurrent;
using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Transfer;
using Turnstone.Server.Dispatch;
using Turnstone.Storage.Passes;
using Turnstone.Testing;

namespace Turnstone.Tests.Server.Dispatch;

/// <summary>Mailboxes in memory for passes of a server; each keeps its journal and what arrived.</summary>
internal sealed class MemoryOpener : IMailboxOpener
{
    private readonly ConcurrentDictionary<Guid, Pair> _pairs = new();

    /// <summary>The mailboxes behind a mailbox's row, made when first asked for.</summary>
    public Pair Of(Guid mailbox) => _pairs.GetOrAdd(mailbox, _ => new Pair());

    /// <summary>What plans go by.</summary>
    public PassOptions Planned { get; set; } = new() { Kind = PassKind.Full };

    /// <summary>Waited for before a source is looked at: a server that does not answer.</summary>
    public Func<CancellationToken, Task>? BeforeSource { get; set; }

    /// <summary>Why nothing can be opened; null where it can.</summary>
    public SessionException? Refusal { get; set; }

    public Task<OpenMailbox> OpenAsync(Lease lease, MailboxPass pass, Waits waits, CancellationToken cancellationToken)
    {
        if (Refusal is { } refusal)
        {
            throw refusal;
        }

        var pair = Of(lease.MailboxId);
        var setup = new PassSetup
        {
            Source = SmtpAddress.Parse("anna@old.example"), Destination = SmtpAddress.Parse("anna@new.example"), Options = new PassOptions { Kind = pass.Kind, OlderThan = pass.OlderThan },
        };
        return Task.FromResult(new OpenMailbox(pair.Source, pair.Destination, pair.Journal, setup));
    }

    public async Task<OpenSource> OpenSourceAsync(Guid workgroup, Guid mailbox, CancellationToken cancellationToken)
    {
        if (Refusal is { } refusal)
        {
            throw refusal;
        }

        await (BeforeSource?.Invoke(cancellationToken) ?? Task.CompletedTask);
        var pair = Of(mailbox);
        return new OpenSource(pair.Source, Planned, await pair.Journal.ListPlacesAsync(cancellationToken));
    }

    internal sealed class Pair
    {
        public InMemorySourceMailbox Source { get; } = new();

        public InMemoryDestinationMailbox Destination { get; } = new();

        public InMemoryJournal Journal { get; } = new();

        public InMemorySourceFolder Inbox { get => field ??= Source.AddFolder("INBOX", role: FolderRole.Inbox); }
    }
}
