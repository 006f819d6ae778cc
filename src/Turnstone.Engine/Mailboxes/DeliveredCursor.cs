namespace Turnstone.Engine.Mailboxes;

/// <summary>Where a listing of all that was delivered goes on; the default is its start. The numbers mean something to the mailbox that gave them, while it lives.</summary>
/// <param name="Place">The part of the mailbox.</param>
/// <param name="Offset">How far into it.</param>
public readonly record struct DeliveredCursor(int Place, int Offset);
