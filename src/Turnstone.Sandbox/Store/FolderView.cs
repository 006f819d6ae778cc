namespace Turnstone.Sandbox.Store;

/// <summary>A folder with its counts, as they were together at one moment.</summary>
internal sealed record FolderView(Folder Folder, int Total, int Unread, int Children, long Size, DateTimeOffset LastModified);
