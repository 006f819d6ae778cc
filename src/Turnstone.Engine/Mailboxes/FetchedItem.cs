using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes.Content;

namespace Turnstone.Engine.Mailboxes;

/// <summary>What became of one item that was asked for.</summary>
public abstract record FetchedItem
{
    private FetchedItem(SourceItem item) => Item = item;

    /// <summary>The item that was asked for.</summary>
    public SourceItem Item { get; }

    /// <summary>Its bytes, exactly as the server sent them. Whoever takes this disposes <see cref="Content"/>.</summary>
    public sealed record Read(SourceItem Item, ItemContent Content) : FetchedItem(Item);

    /// <summary>It is gone: expunged since it was listed.</summary>
    public sealed record Vanished(SourceItem Item) : FetchedItem(Item);

    /// <summary>The server will not hand it out.</summary>
    public sealed record Unreadable(SourceItem Item, Failure Failure) : FetchedItem(Item);
}
