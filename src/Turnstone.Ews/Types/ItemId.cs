namespace Turnstone.Ews.Types;

/// <summary>The server's id of one item: opaque, case-sensitive, 152 characters in the recorded answers of every version.</summary>
public sealed record ItemId(string Id, string? ChangeKey = null);
