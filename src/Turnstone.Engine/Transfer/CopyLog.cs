using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;

namespace Turnstone.Engine.Transfer;

/// <summary>Remembers of the items copied in this pass what their verification will need, and no more.</summary>
internal sealed class CopyLog(PassOptions options, SmtpAddress destination)
{
    /// <summary>Those a sample is made of.</summary>
    public VerificationSample Sample { get; } = new(destination);

    /// <summary>Notes one item's record; anything but a copy is passed over.</summary>
    public void Add(FolderWork folder, ItemRecord record)
    {
        if (record is not { Outcome: ItemOutcome.Copied, Copied: { } item })
        {
            return;
        }

        switch (options.Verification)
        {
            case VerificationMode.Sample:
                Sample.Consider(new VerifiableItem(folder, item, new DeliveredState(item.Flags, options.Keywords.CategoriesOf(item).Names, record.Note?.Repair)), record.IsIntricate);
                break;
            case VerificationMode.Full:
                folder.Delivered.Add(item.Uid, item.Flags, options.Keywords.CategoriesOf(item).Names, record.Note?.Repair);
                break;
        }
    }
}
