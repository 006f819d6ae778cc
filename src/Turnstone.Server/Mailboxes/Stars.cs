using Turnstone.Server.Components.Fields;

namespace Turnstone.Server.Mailboxes;

/// <summary>The six stars. What they mean is for whoever gives them; here they only have names.</summary>
internal static class Stars
{
    private static readonly string[] Names = ["red", "orange", "yellow", "green", "blue", "purple"];

    /// <summary>Their numbers.</summary>
    public static IEnumerable<int> All => Enumerable.Range(1, Names.Length);

    /// <summary>For filters: without one, and each colour.</summary>
    public static IReadOnlyList<Choice> Choices { get; } = [new("0", "No star"), .. All.Select(star => new Choice($"{star}", $"{char.ToUpperInvariant(NameOf(star)[0])}{NameOf(star)[1..]} star"))];

    /// <summary>What one is called; of none, that there is none.</summary>
    public static string NameOf(int? star) => star is { } known ? Names[known - 1] : "none";
}
