using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Reporting;

namespace Turnstone.Engine.Transfer;

/// <summary>What one item came to: for the journal, the count and, where there is something to say, the report.</summary>
internal sealed record ItemRecord(uint Uid, ItemOutcome Outcome, long Bytes, Settlement? Settlement, ItemNote? Note)
{
    /// <summary>The item as it was listed, where it was copied in this pass: what verification may choose from.</summary>
    public SourceItem? Copied { get; init; }

    /// <summary>Whether a real pass would copy it, and only the dry run does not.</summary>
    public bool WouldCopy { get; init; }

    /// <summary>Whether a copied item is of a kind that is easily spoilt.</summary>
    public bool IsIntricate { get; init; }
}
