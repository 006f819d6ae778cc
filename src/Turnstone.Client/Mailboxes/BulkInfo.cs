namespace Turnstone.Client.Mailboxes;

/// <summary>What came of something done with many.</summary>
/// <param name="Count">How many it was done with.</param>
public sealed record BulkInfo(int Count);
