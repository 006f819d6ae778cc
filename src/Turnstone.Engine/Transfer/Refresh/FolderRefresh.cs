using Turnstone.Engine.Journal;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.States;
using Turnstone.Engine.Planning;
using Turnstone.Engine.Reporting;

namespace Turnstone.Engine.Transfer.Refresh;

/// <summary>What is known of a folder's states in this pass. Belongs to the stage that lists, then to the one that refreshes.</summary>
internal sealed class FolderRefresh(KeywordPolicy keywords)
{
    private readonly UidSet _counted = new();

    /// <summary>States at the source of what was settled before this pass and was listed in it.</summary>
    public SourceStates Listed { get; } = new();

    /// <summary>States at the source of what may have to be brought over.</summary>
    public SourceStates Wanted { get; set; } = new();

    /// <summary>Whether the source has said by itself that what is wanted has changed.</summary>
    public bool KnowsChanges { get; set; }

    /// <summary>Whether every change found was brought to an end, so that no later pass need ask for it again.</summary>
    public bool IsWhole { get; set; } = true;

    public RefreshTotals Totals { get; private set; } = new();

    /// <summary>An item that was settled before this pass, as it is listed.</summary>
    public void AddListed(SourceItem item) => Listed.Add(item.Uid, StateOf(item));

    /// <summary>An item's state as it is to show at the destination.</summary>
    public ItemState StateOf(SourceItem item) => new(item.Flags, keywords.CategoriesOf(item).Names);

    /// <summary>Counts what became of an item; only the first counts, an item may be met several times.</summary>
    public void Count(uint uid, RefreshOutcome outcome)
    {
        if (outcome is RefreshOutcome.AsItIs || !_counted.Add(uid))
        {
            return;
        }

        Totals += outcome switch
        {
            RefreshOutcome.Refreshed => new RefreshTotals { Refreshed = 1 },
            RefreshOutcome.Kept => new RefreshTotals { Kept = 1 },
            RefreshOutcome.NotFound => new RefreshTotals { NotFound = 1 },
            RefreshOutcome.Failed => new RefreshTotals { Failed = 1 },
            RefreshOutcome.WouldRefresh => new RefreshTotals { WouldRefresh = 1 },
            _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
        };
    }
}
