using Turnstone.Engine.Mailboxes;

namespace Turnstone.Testing;

/// <summary>An item as it arrived at an <see cref="InMemoryDestinationMailbox"/>.</summary>
public sealed record Delivery(DestinationFolder Folder, PreparedItem Item, ReadOnlyMemory<byte> Content)
{
    public SourceKey SourceKey => Item.SourceKey;
}
