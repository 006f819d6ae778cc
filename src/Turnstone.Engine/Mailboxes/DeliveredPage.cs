namespace Turnstone.Engine.Mailboxes;

/// <summary>Some of what was delivered, and where the rest begins; null behind the last.</summary>
public sealed record DeliveredPage(IReadOnlyList<DeliveredItem> Items, DeliveredCursor? Next);
