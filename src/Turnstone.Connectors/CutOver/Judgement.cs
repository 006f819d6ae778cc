namespace Turnstone.Connectors.CutOver;

/// <summary>How a server's records stand to what was expected.</summary>
/// <param name="State">In a word.</param>
/// <param name="Values">The records as text.</param>
/// <param name="Life">How long they, or their not being there, may be remembered.</param>
/// <param name="Trouble">Why there is no answer.</param>
internal sealed record Judgement(AnswerState State, IReadOnlyList<string> Values, TimeSpan? Life, string Trouble = "")
{
    private const int MostValues = 12;
    private const int LongestValue = 300;

    /// <summary>Nobody said.</summary>
    public static Judgement Unanswered(string trouble) => new(AnswerState.Unanswered, [], null, trouble);

    /// <summary>There is none.</summary>
    public static Judgement Missing(TimeSpan? life) => new(AnswerState.Missing, [], life);

    /// <summary>With so many and so long texts as a person reads.</summary>
    public static Judgement Of(AnswerState state, IEnumerable<string> values, TimeSpan? life) => new(state, [.. values.Take(MostValues).Select(Shown)], life);

    private static string Shown(string value) => Engine.Reporting.VisibleText.Of(value.Length > LongestValue ? value[..LongestValue] + "…" : value);
}
