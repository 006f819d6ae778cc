namespace Turnstone.EndToEnd.Clients;

/// <summary>What the properties of an item say: its state, and the key that Turnstone wrote on it, null where there is none.</summary>
internal sealed record RawItem(
    string Id,
    string? SourceKey,
    DateTimeOffset Received,
    bool IsRead,
    bool IsDraft,
    bool IsFlagged,
    int LastVerb,
    IReadOnlyList<string> Categories);
