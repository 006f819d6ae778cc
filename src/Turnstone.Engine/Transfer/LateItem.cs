using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Transfer;

/// <summary>An item that may still arrive by itself.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="Item">The item.</param>
/// <param name="AskAfter">From this moment, UTC, "not there" is final.</param>
internal sealed record LateItem(FolderWork Folder, SourceItem Item, DateTimeOffset AskAfter);
