using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.States;

namespace Turnstone.Testing;

/// <summary>An item as it arrived at an <see cref="InMemoryDestinationMailbox"/>.</summary>
public sealed record Delivery(DestinationFolder Folder, PreparedItem Item, ReadOnlyMemory<byte> Content)
{
    public SourceKey SourceKey => Item.SourceKey;

    /// <summary>The state it was given last by the migration; null as if it had been delivered before states were marked.</summary>
    public StateMark? Given { get; init; } = Item.State.Mark;

    /// <summary>Another one after every change.</summary>
    public Guid Version { get; init; } = Guid.NewGuid();
}
