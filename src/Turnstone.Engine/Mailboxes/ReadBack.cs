using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes.Content;

namespace Turnstone.Engine.Mailboxes;

/// <summary>What a destination gives back of one delivered item.</summary>
public abstract record ReadBack
{
    private ReadBack(SourceKey key) => SourceKey = key;

    /// <summary>The key that was asked for.</summary>
    public SourceKey SourceKey { get; }

    /// <summary>The item as it is now. Whoever takes this disposes <see cref="Content"/>.</summary>
    public sealed record Found(SourceKey SourceKey, ItemContent Content) : ReadBack(SourceKey)
    {
        /// <summary>Received time in UTC; null where there is none.</summary>
        public DateTimeOffset? Received { get; init; }

        /// <summary>Sent time in UTC; null where there is none.</summary>
        public DateTimeOffset? Sent { get; init; }

        /// <summary>Flags as far as the destination has them.</summary>
        public ItemFlags Flags { get; init; }

        /// <summary>Categories in the destination's order.</summary>
        public IReadOnlyList<string> Categories { get; init; } = [];
    }

    /// <summary>No item of the folder carries the key.</summary>
    public sealed record Missing(SourceKey SourceKey) : ReadBack(SourceKey);

    /// <summary>It is there, and the destination will not hand it out.</summary>
    public sealed record Unreadable(SourceKey SourceKey, Failure Failure) : ReadBack(SourceKey);
}
