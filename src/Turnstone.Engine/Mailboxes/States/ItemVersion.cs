namespace Turnstone.Engine.Mailboxes.States;

/// <summary>An item at one moment, by the destination's own opaque words.</summary>
/// <param name="Id">Which item.</param>
/// <param name="Change">Another one after every change.</param>
public readonly record struct ItemVersion(string Id, string Change);
