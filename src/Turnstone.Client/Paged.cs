namespace Turnstone.Client;

/// <summary>A part of a longer list.</summary>
/// <param name="Items">The items of this part, in the list's order.</param>
/// <param name="Total">How many the whole list has.</param>
public sealed record Paged<T>(IReadOnlyList<T> Items, int Total);
