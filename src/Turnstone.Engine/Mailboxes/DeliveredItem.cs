namespace Turnstone.Engine.Mailboxes;

/// <summary>An item at the destination that carries a source key.</summary>
/// <param name="SourceKey">Where it came from.</param>
/// <param name="ContentKey">What it is; null where the property is absent or unreadable.</param>
public sealed record DeliveredItem(SourceKey SourceKey, ContentKey? ContentKey);
