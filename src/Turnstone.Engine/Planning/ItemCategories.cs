namespace Turnstone.Engine.Planning;

/// <summary>The categories of one item.</summary>
/// <param name="Names">Their names, each once.</param>
/// <param name="Change">What had to be changed in a name, for the report, without naming it; null when nothing was.</param>
public sealed record ItemCategories(IReadOnlyList<string> Names, string? Change)
{
    /// <summary>None at all.</summary>
    public static ItemCategories None { get; } = new([], null);
}
