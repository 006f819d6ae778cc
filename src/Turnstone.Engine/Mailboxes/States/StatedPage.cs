namespace Turnstone.Engine.Mailboxes.States;

/// <summary>Some of what was delivered, with its state, and where the rest begins; null behind the last.</summary>
public sealed record StatedPage(IReadOnlyList<StatedItem> Items, DeliveredCursor? Next);
