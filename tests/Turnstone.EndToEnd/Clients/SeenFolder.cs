namespace Turnstone.EndToEnd.Clients;

/// <summary>A folder as a foreign client shows it. <paramref name="Path"/> are the names below the top, as the client spells them.</summary>
internal sealed record SeenFolder(IReadOnlyList<string> Path, int Count, IReadOnlyList<SeenItem> Items)
{
    /// <summary>Why the client could not open a folder that it lists; null when it could.</summary>
    public string? Refusal { get; init; }

    public string FullName => string.Join('/', Path);
}
