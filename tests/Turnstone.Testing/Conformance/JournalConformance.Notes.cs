using Turnstone.Engine.Failures;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;
using Xunit;

namespace Turnstone.Testing.Conformance;

public abstract partial class JournalConformance
{
    protected static ItemNote Note(uint uid, ItemOutcome outcome = ItemOutcome.Failed, string folder = "INBOX") => new()
    {
        Folder = folder,
        Uid = uid,
        Outcome = outcome,
        Code = outcome == ItemOutcome.Copied ? null : FailureCodes.DestinationItemTooLarge,
        Message = $"Item {uid} is too large.",
        Remedy = "Raise the limit.",
        Bytes = 40_000_000_000 + uid,
        Received = new DateTimeOffset(2011, 2, 3, 4, 5, 6, TimeSpan.Zero),
        Repair = outcome == ItemOutcome.Copied ? "The date was taken from the Date header." : null,
    };

    protected static async Task<List<ItemNote>> NotesAsync(IJournal journal)
    {
        var notes = new List<ItemNote>();
        await foreach (var note in journal.ListNotesAsync(Cancellation))
        {
            notes.Add(note);
        }

        return notes;
    }

    [Fact]
    public async Task Notes_ComeByFolderAsNoted_HighestUidFirst()
    {
        await using var first = await CreateAsync(TimeProvider.System);
        await first.BeginPassAsync(PassKind.Full, Cancellation);
        var sent = await first.OpenFolderAsync(new SourceFolderId("Sent"), 1, Cancellation);
        var inbox = await first.OpenFolderAsync(Inbox, 7, Cancellation);

        await first.SettleAsync(inbox, [], [Note(5), Note(uint.MaxValue)], Cancellation);
        await first.SettleAsync(sent, [], [Note(7, ItemOutcome.Copied, "Sent")], Cancellation);
        await first.SettleAsync(inbox, [], [Note(6, ItemOutcome.Skipped)], Cancellation);

        await using var journal = await ReopenAsync(first);
        Assert.Equal(
            [Note(uint.MaxValue), Note(6, ItemOutcome.Skipped), Note(5), Note(7, ItemOutcome.Copied, "Sent")], await NotesAsync(journal));
    }

    [Fact]
    public async Task NoteWithNothingButTheNecessary_ComesBackAsItWas()
    {
        await using var journal = await CreateAsync(TimeProvider.System);
        var folder = await journal.OpenFolderAsync(Inbox, 7, Cancellation);
        var bare = new ItemNote { Folder = "INBOX", Uid = 1, Outcome = ItemOutcome.Skipped };

        await journal.SettleAsync(folder, [], [bare], Cancellation);

        Assert.Equal([bare], await NotesAsync(journal));
    }

    [Fact]
    public async Task ManyNotes_AllComeBack()
    {
        await using var journal = await CreateAsync(TimeProvider.System);
        var folder = await journal.OpenFolderAsync(Inbox, 7, Cancellation);
        ItemNote[] notes = [.. Enumerable.Range(1, 2500).Select(uid => Note((uint)uid))];

        await journal.SettleAsync(folder, [], notes, Cancellation);

        Assert.Equal(notes.Reverse(), await NotesAsync(journal));
    }

    [Fact]
    public async Task ItemNotedTwice_KeepsTheLaterNote()
    {
        await using var journal = await CreateAsync(TimeProvider.System);
        var folder = await journal.OpenFolderAsync(Inbox, 7, Cancellation);

        await journal.SettleAsync(folder, [], [Note(1, ItemOutcome.Skipped)], Cancellation);
        await journal.SettleAsync(folder, [], [Note(1)], Cancellation);

        Assert.Equal([Note(1)], await NotesAsync(journal));
    }

    [Fact]
    public async Task ItemThatArrivesAfterAll_LosesItsNoteOfFailure()
    {
        await using var journal = await CreateAsync(TimeProvider.System);
        var folder = await journal.OpenFolderAsync(Inbox, 7, Cancellation);
        await journal.SettleAsync(folder, [new Settlement.Failed(1, FailureCodes.DestinationVirus)], [Note(1), Note(2)], Cancellation);

        await journal.SettleAsync(folder, [new Settlement.Arrived(1)], [], Cancellation);
        await journal.SettleAsync(folder, [new Settlement.Arrived(2)], [Note(2, ItemOutcome.Copied)], Cancellation);
        await journal.SettleAsync(folder, [new Settlement.Arrived(2)], [], Cancellation);

        Assert.Equal([Note(2, ItemOutcome.Copied)], await NotesAsync(journal));
    }

    [Fact]
    public async Task NewPass_ForgetsNotesButNotFailures()
    {
        await using var journal = await CreateAsync(TimeProvider.System);
        var folder = await journal.OpenFolderAsync(Inbox, 7, Cancellation);
        await journal.SettleAsync(folder, [new Settlement.Failed(1, FailureCodes.DestinationVirus)], [Note(1)], Cancellation);

        await journal.BeginPassAsync(PassKind.Retry, Cancellation);

        Assert.Empty(await NotesAsync(journal));
        Assert.True(folder.HasFailed(1));
        await journal.SettleAsync(folder, [], [Note(2)], Cancellation);
        Assert.Equal([Note(2)], await NotesAsync(journal));
    }
}
