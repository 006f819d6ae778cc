using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.Content;

namespace Turnstone.Engine.Transfer.Repair;

/// <summary>One rung of the repair ladder.</summary>
internal abstract class Rung
{
    /// <summary>What it changes, for the report: the beginning of a sentence.</summary>
    public abstract string What { get; }

    /// <summary>True for the rung that keeps the original inside and so builds on nothing before it.</summary>
    public virtual bool IsLast => false;

    /// <summary>
    /// A changed copy, which the caller disposes, or null where there is nothing for this rung to change. The given content stays as it is.
    /// </summary>
    public abstract ItemContent? Apply(ItemContent content, PreparedItem item, ContentSpool spool);
}
