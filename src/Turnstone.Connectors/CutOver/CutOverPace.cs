namespace Turnstone.Connectors.CutOver;

/// <summary>When it makes sense to look again.</summary>
public static class CutOverPace
{
    // Somebody may have told a resolver to forget a name.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    /// <summary>
    /// How long to wait after a look. While the zone itself is to be changed, that may happen at any moment: the interval. Once only caches are behind, nothing new
    /// comes before the first of them forgets: until then, ten minutes at most, and never less than the interval.
    /// </summary>
    public static TimeSpan Wait(CutOverFindings findings, TimeSpan interval)
    {
        ArgumentNullException.ThrowIfNull(findings);
        var isChanged = findings.Standings.Count > 0 && findings.Standings.All(standing => standing.IsChanged);
        var first = findings.Answers.Where(answer => answer.GoneBy is not null).Select(answer => answer.GoneBy!.Value - findings.At).DefaultIfEmpty(TimeSpan.Zero).Min();
        var isSilent = findings.Answers.Any(answer => answer is { State: AnswerState.Unanswered, Server.IsOwn: false });
        if (!isChanged || isSilent || first <= interval)
        {
            return interval;
        }

        // A second more, for a cache counts in whole ones.
        var wait = first + TimeSpan.FromSeconds(1);
        return wait < LongestWait ? wait : interval > LongestWait ? interval : LongestWait;
    }
}
