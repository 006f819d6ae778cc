namespace Turnstone.Benchmarks.Macro.Results;

/// <summary>What a scenario found.</summary>
/// <param name="Title">The heading on the page.</param>
/// <param name="Text">What was done, and how the table is to be read.</param>
/// <param name="Tables">The tables.</param>
/// <param name="Figures">Every measurement, for the file of raw figures.</param>
internal sealed record Section(string Title, string Text, IReadOnlyList<Table> Tables, IReadOnlyList<Figure> Figures)
{
    public string ToMarkdown() => $"### {Title}\n\n{Text.Trim()}\n\n{string.Join('\n', Tables)}";
}
