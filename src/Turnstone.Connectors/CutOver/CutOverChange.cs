namespace Turnstone.Connectors.CutOver;

/// <summary>An answer that is another than at the look before.</summary>
/// <param name="Now">What is said now.</param>
/// <param name="Before">What was said; null where that server was not asked.</param>
public sealed record CutOverChange(CutOverAnswer Now, CutOverAnswer? Before)
{
    /// <summary>What changed between two looks. What is left of a time to live is no change.</summary>
    public static IReadOnlyList<CutOverChange> Between(CutOverFindings? before, CutOverFindings now)
    {
        ArgumentNullException.ThrowIfNull(now);
        var known = (before?.Answers ?? []).ToDictionary(answer => (answer.Record, answer.Server));
        return
        [
            .. now.Answers.Select(answer => new CutOverChange(answer, known.GetValueOrDefault((answer.Record, answer.Server))))
                .Where(change => change.Before is null || change.Before.State != change.Now.State || !change.Before.Values.SequenceEqual(change.Now.Values, StringComparer.Ordinal)),
        ];
    }
}
