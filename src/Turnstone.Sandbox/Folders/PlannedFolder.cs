namespace Turnstone.Sandbox.Folders;

/// <summary>
/// A folder every mailbox is born with. <paramref name="Key"/> is the distinguished name where EWS has one; otherwise a name of
/// ours beginning with a dot, which no client can ask for.
/// </summary>
internal sealed record PlannedFolder(string Key, string? Parent, string Name, string? Class, bool IsSearchFolder = false);
