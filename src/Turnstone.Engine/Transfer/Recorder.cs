using Turnstone.Engine.Failures;
using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Reporting;
using Turnstone.Engine.Verification;

namespace Turnstone.Engine.Transfer;

/// <summary>
/// The last stage: what is known of an item goes into the journal first and is counted after. It is never cancelled: an answer that
/// arrived is written down.
/// </summary>
internal sealed class Recorder(IJournal journal, Ledger ledger, CopyLog copies)
{
    public static ItemRecord Copied(FolderWork folder, Parcel parcel) => new(
        parcel.Uid,
        ItemOutcome.Copied,
        parcel.Item.Content.Length,
        new Settlement.Arrived(parcel.Uid, parcel.Item.ContentKey),
        parcel.Repair is null ? null : Note(folder, parcel.Item.Source, ItemOutcome.Copied) with
        {
            Bytes = parcel.Item.Content.Length,
            Repair = parcel.Repair,
        })
    {
        Copied = parcel.Item.Source,
        IsIntricate = parcel.IsIntricate,
    };

    /// <summary>It arrived in this pass, by an answer that came late: its content is no longer at hand.</summary>
    public static ItemRecord CopiedLate(LateItem late, ContentKey? content) => new(
        late.Item.Uid,
        ItemOutcome.Copied,
        late.Item.Size,
        new Settlement.Arrived(late.Item.Uid, content),
        late.Repair is null ? null : Note(late.Folder, late.Item, ItemOutcome.Copied) with { Repair = late.Repair })
    {
        Copied = late.Item,
    };

    public static ItemRecord AlreadyThere(uint uid) => new(uid, ItemOutcome.AlreadyThere, 0, null, null);

    /// <summary>
    /// Delivered before from another place. A new number in the same folder is nobody's concern, nor is what is back where it was sent from; a
    /// move is told.
    /// </summary>
    public static ItemRecord Recognised(FolderWork folder, Parcel parcel, SettledItem earlier, string? from) => new(
        parcel.Uid,
        ItemOutcome.AlreadyThere,
        0,
        new Settlement.Arrived(parcel.Uid, parcel.Item.ContentKey) { InsteadOf = earlier },
        folder.IsHomeOf(earlier) || folder.Is(earlier.Sent, parcel.Uid) ? null : Note(folder, parcel.Item.Source, ItemOutcome.AlreadyThere) with
        {
            Code = FailureCodes.RuleMoved,
            Message = from is null
                ? "Moved at the source, from a folder that is no longer there; it was delivered from there and is not copied again."
                : $"Moved at the source, from \"{from}\"; it was delivered from there and is not copied again.",
        });

    public static ItemRecord Skipped(FolderWork folder, SourceItem item, FailureCode code, string reason) =>
        new(item.Uid, ItemOutcome.Skipped, 0, null, Note(folder, item, ItemOutcome.Skipped) with { Code = code, Message = reason });

    public static ItemRecord Vanished(FolderWork folder, SourceItem item) =>
        Skipped(folder, item, FailureCodes.SourceItemVanished, "Deleted or moved at the source since it was listed.");

    /// <summary>What a real pass would copy: in the plan it is a number, and a note for each would be a list of the mailbox.</summary>
    public static ItemRecord Planned(SourceItem item) => new(item.Uid, ItemOutcome.Skipped, item.Size, null, null) { WouldCopy = true };

    public static ItemRecord Failed(FolderWork folder, SourceItem item, Failure failure) => new(
        item.Uid,
        ItemOutcome.Failed,
        0,
        new Settlement.Failed(item.Uid, failure.Code),
        Note(folder, item, ItemOutcome.Failed) with { Code = failure.Code, Message = failure.Message, Remedy = failure.Remedy });

    /// <summary>Left undone when the pass ended early: counted and noted, and to be done by the next pass.</summary>
    public static ItemRecord Undone(FolderWork folder, uint uid, ItemOutcome outcome, FailureCode code, string message) =>
        new(uid, outcome, 0, null, Note(folder, new SourceItem { Uid = uid }, outcome) with { Code = code, Message = message });

    /// <summary>It is there and was counted; this only says that it is not as it was. What was said of it before, a repair, is kept.</summary>
    public static ItemNote Different(FolderWork folder, VerifiableItem item, IReadOnlyList<Difference> differences) =>
        Note(folder, item.Item, item.Delivered is null ? ItemOutcome.AlreadyThere : ItemOutcome.Copied) with
        {
            Code = FailureCodes.VerificationDifferent,
            Message = DifferenceWords.For(differences),
            Remedy = DifferenceWords.RemedyFor(differences),
            Repair = item.Delivered?.Repair,
        };

    /// <summary>It is there and was counted; this only says that its flags are not those of the source.</summary>
    public static ItemNote NotRefreshed(FolderWork folder, uint uid, Failure why) =>
        Note(folder, new SourceItem { Uid = uid }, ItemOutcome.AlreadyThere) with
        {
            Code = FailureCodes.DestinationFlagsRefused,
            Message = $"Its flags changed at the source and could not be brought over. {why.Message} ({why.Code})",
            Remedy = why.Remedy,
        };

    public async Task RecordAsync(FolderWork folder, IReadOnlyCollection<ItemRecord> records)
    {
        Settlement[] settlements = [.. records.Select(r => r.Settlement).OfType<Settlement>()];
        ItemNote[] notes = [.. records.Select(r => r.Note).OfType<ItemNote>()];
        if (settlements.Length + notes.Length > 0)
        {
            await journal.SettleAsync(folder.Journal!, settlements, notes, CancellationToken.None);
        }

        SessionException? limit = null;
        foreach (var record in records)
        {
            copies.Add(folder, record);
            try
            {
                ledger.Count(folder, record);
            }
            catch (SessionException e)
            {
                // All of them are in the journal: count all before saying that it was one too many.
                limit = e;
            }
        }

        if (limit is not null)
        {
            throw limit;
        }
    }

    private static ItemNote Note(FolderWork folder, SourceItem item, ItemOutcome outcome) => new()
    {
        Folder = folder.Name,
        Uid = item.Uid,
        Outcome = outcome,
        Bytes = item.Size,
        Received = item.Received,
    };
}
