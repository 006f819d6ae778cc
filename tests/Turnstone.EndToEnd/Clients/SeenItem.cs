namespace Turnstone.EndToEnd.Clients;

/// <summary>What a person sees of an item in a list.</summary>
internal sealed record SeenItem(
    string Subject, DateTimeOffset? Received, bool IsRead, bool IsFlagged, IReadOnlyList<string> Categories, long Size);
