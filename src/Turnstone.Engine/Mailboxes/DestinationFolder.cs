namespace Turnstone.Engine.Mailboxes;

/// <summary>A folder that exists at the destination.</summary>
/// <param name="Id">The server's id for it, opaque and case-sensitive; stored in the journal.</param>
/// <param name="Path">Where it is, as it was asked for.</param>
public sealed record DestinationFolder(string Id, DestinationPath Path);
