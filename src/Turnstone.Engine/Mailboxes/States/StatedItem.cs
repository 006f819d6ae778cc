namespace Turnstone.Engine.Mailboxes.States;

/// <summary>A delivered item with the state it shows.</summary>
/// <param name="SourceKey">Where it came from.</param>
/// <param name="Version">This item as it is now, by the destination's own word; worth nothing once it changes.</param>
/// <param name="Now">The state it shows.</param>
/// <param name="Given">
/// The state it was given last by us; null where that is not known (an item delivered before such marks were made), or where it bears what no
/// source can have given it (a flag that is ticked off).
/// </param>
public sealed record StatedItem(SourceKey SourceKey, ItemVersion Version, ItemState Now, StateMark? Given)
{
    /// <summary>Whether nobody but us has given it the state it shows.</summary>
    public bool IsUntouched => Given == Now.Mark;
}
