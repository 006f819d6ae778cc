namespace Turnstone.EndToEnd.Clients;

/// <summary>A folder as a foreign client shows it. <paramref name="Path"/> are the names below the top, as the client spells them.</summary>
internal sealed record SeenFolder(IReadOnlyList<string> Path, int Count, IReadOnlyList<SeenItem> Items)
{
    public string FullName => string.Join('/', Path);
}
