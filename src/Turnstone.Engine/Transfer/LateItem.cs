using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Transfer;

/// <summary>An item that may still arrive by itself.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="Item">The item.</param>
/// <param name="AskAfter">From this moment, by the clock of the waits, "not there" is final.</param>
/// <param name="Repair">What was changed in it before it was sent; null when nothing was.</param>
internal sealed record LateItem(FolderWork Folder, SourceItem Item, TimeSpan AskAfter, string? Repair = null);
