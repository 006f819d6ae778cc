using Microsoft.Extensions.Logging.Abstractions;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;
using Turnstone.Engine.Transfer;
using Turnstone.Testing;
using Xunit;

namespace Turnstone.Tests.Transfer;

/// <summary>A mailbox pair in memory and the passes over it.</summary>
internal sealed class PassWorld
{
    public PassWorld()
    {
        Journal = new InMemoryJournal(Time);
        Trouble = new FlakyDestination(Destination, Time);
        Source = new InMemorySourceMailbox();
        SourceTrouble = new FlakySource(Source);
    }

    public HurryingTime Time { get; } = new();

    public InMemorySourceMailbox Source
    {
        get;
        init
        {
            field = value;
            SourceTrouble = new FlakySource(value);
        }
    }

    public FlakySource SourceTrouble { get; set; }

    public InMemoryDestinationMailbox Destination { get; } = new();

    public FlakyDestination Trouble { get; set; }

    public InMemoryJournal Journal { get; set; }

    /// <summary>Called when a wait begins or ends.</summary>
    public Action? OnWait { get; set; }

    /// <summary>Whose mailbox the source is.</summary>
    public string SourceAddress { get; set; } = "anna@old.example";

    public InMemorySourceFolder Inbox { get => field ??= Source.AddFolder("INBOX", role: FolderRole.Inbox); }

    /// <summary>Fills INBOX with so many different messages.</summary>
    public PassWorld WithInbox(int count)
    {
        for (var i = 1; i <= count; i++)
        {
            Inbox.Add(SeedMessage.Plain(i));
        }

        return this;
    }

    /// <summary>The state directory is gone.</summary>
    public void LoseJournal() => Journal = new InMemoryJournal(Time);

    public Task<MailboxReport> RunAsync(PassKind kind = PassKind.Full, CancellationToken cancellationToken = default) =>
        RunAsync(new PassOptions { Kind = kind }, cancellationToken);

    public Task<MailboxReport> RunAsync(PassOptions options, CancellationToken cancellationToken = default) => RunWithAsync(Journal, options, cancellationToken);

    /// <summary>A pass that keeps its journal elsewhere.</summary>
    public Task<MailboxReport> RunWithAsync(IJournal journal, PassOptions options, CancellationToken cancellationToken = default)
    {
        var setup = new PassSetup
        {
            Source = SmtpAddress.Parse(SourceAddress),
            Destination = SmtpAddress.Parse("anna@new.example"),
            Options = options,
        };
        var waits = new Waits(Time);
        waits.Changed += () => OnWait?.Invoke();
        return new Pass(SourceTrouble, Trouble, journal, setup, Time, NullLogger<Pass>.Instance, waits: waits).RunAsync(cancellationToken);
    }

    public async Task<List<ItemNote>> NotesAsync()
    {
        var notes = new List<ItemNote>();
        await foreach (var note in Journal.ListNotesAsync(CancellationToken.None))
        {
            notes.Add(note);
        }

        return notes;
    }

    /// <summary>The promise: each message of the source is at the destination exactly once, byte for byte.</summary>
    public void AssertAllThereOnce(int expected)
    {
        var deliveries = Destination.Deliveries;
        Assert.Equal(deliveries.Select(d => d.SourceKey).Distinct().Count(), deliveries.Count);
        Assert.Equal(expected, deliveries.Count);
    }
}
