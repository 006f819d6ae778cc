namespace Turnstone.Engine.Mailboxes.States;

/// <summary>
/// What its owner sees of an item besides its content and can change there: read, flagged, answered or forwarded, categories. Two states are
/// equal when they look the same.
/// </summary>
public sealed record ItemState
{
    private const ItemFlags Shown = ItemFlags.Seen | ItemFlags.Flagged | ItemFlags.Answered | ItemFlags.Forwarded;

    /// <param name="flags">Flags; those that do not show, and one that another hides, are left out.</param>
    /// <param name="categories">Categories; case and order make no difference.</param>
    public ItemState(ItemFlags flags, IReadOnlyList<string> categories)
    {
        // One verb fits at the destination (LegitimateChanges.OneVerb).
        Flags = (flags.HasFlag(ItemFlags.Answered) ? flags & ~ItemFlags.Forwarded : flags) & Shown;
        Categories = categories;
        Mark = StateMark.Of(Flags, categories);
    }

    /// <summary>The flags that show.</summary>
    public ItemFlags Flags { get; }

    /// <summary>The categories in their order.</summary>
    public IReadOnlyList<string> Categories { get; }

    /// <summary>By what it is known again.</summary>
    public StateMark Mark { get; }

    /// <inheritdoc/>
    public bool Equals(ItemState? other) => other is not null && Mark == other.Mark;

    /// <inheritdoc/>
    public override int GetHashCode() => Mark.GetHashCode();
}
