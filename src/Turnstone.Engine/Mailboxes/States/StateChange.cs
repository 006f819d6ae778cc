namespace Turnstone.Engine.Mailboxes.States;

/// <summary>A state to give an item that has been looked at.</summary>
/// <param name="Item">The item as it was when it was looked at; it must have been untouched.</param>
/// <param name="Wanted">The state it is to show.</param>
public sealed record StateChange(StatedItem Item, ItemState Wanted);
