using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Transfer;

/// <summary>Items of one folder to fetch in one go.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Items">The items, newest first.</param>
internal sealed record FetchWork(FolderWork Folder, IReadOnlyList<SourceItem> Items);
