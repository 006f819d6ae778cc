using Turnstone.Engine.Mailboxes.Content;
using Turnstone.Engine.Mailboxes.States;

namespace Turnstone.Engine.Mailboxes;

/// <summary>An item ready to be delivered: its bytes as they were, and everything that must be set in the moment it is created.</summary>
public sealed record PreparedItem
{
    /// <summary>The item at the source.</summary>
    public required SourceItem Source { get; init; }

    /// <summary>Its source key.</summary>
    public required SourceKey SourceKey { get; init; }

    /// <summary>Its content key.</summary>
    public required ContentKey ContentKey { get; init; }

    /// <summary>The message's bytes, owned by the transfer; a destination reads them, as often as it likes, and never disposes them.</summary>
    public required ItemContent Content { get; init; }

    /// <summary>Received time in UTC, to the second: INTERNALDATE or its recorded fallback.</summary>
    public required DateTimeOffset Received { get; init; }

    /// <summary>Sent time in UTC: the Date field, else the received time; null for a draft without a Date that can be read.</summary>
    public DateTimeOffset? Sent { get; init; }

    /// <summary>The flags to arrive with it.</summary>
    public ItemFlags Flags { get; init; }

    /// <summary>Categories from keywords, by the keyword policy.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Flags and categories as they will show.</summary>
    public ItemState State => new(Flags, Categories);
}
