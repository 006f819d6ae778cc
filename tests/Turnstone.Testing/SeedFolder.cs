using Turnstone.Engine.Mailboxes;

namespace Turnstone.Testing;

/// <summary>A folder for a source to begin with, its messages oldest first.</summary>
public sealed record SeedFolder(FolderPath Path, IReadOnlyList<SeedMessage> Messages);
