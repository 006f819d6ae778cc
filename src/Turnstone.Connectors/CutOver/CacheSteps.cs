namespace Turnstone.Connectors.CutOver;

/// <summary>How long old values live.</summary>
internal static class CacheSteps
{
    private static readonly TimeSpan LongLife = TimeSpan.FromHours(1);

    /// <summary>Who still has them, and until when.</summary>
    public static Finding Caches(CutOverRound round, IReadOnlyList<CutOverRecord> records)
    {
        var standings = records.Select(round.StandingOf).Where(standing => standing.IsChanged).ToList();
        if (standings.Count == 0)
        {
            return Finding.Skipped("Nothing has been changed at the zone's own servers yet.");
        }

        var now = round.Now;
        var stale = standings.SelectMany(standing => round.Of(standing.Record, isOwn: false)).Where(answer => answer.State is not (AnswerState.New or AnswerState.Unanswered)).ToList();
        var everywhere = string.Join(' ', standings.Where(standing => standing.GoneBy is not null).GroupBy(standing => (At: CutOverWords.At(standing.GoneBy!.Value, now), standing.IsGoneByKnown, IsOver: standing.GoneBy <= now))
            .Select(group => $"{Names([.. group.Select(standing => CutOverWords.For(standing.Record))])}: {Everywhere(group.Key.At, group.Key.IsGoneByKnown, group.Key.IsOver)}"));
        var told = string.Join("; ", stale.GroupBy(answer => answer.Server).Select(group =>
            $"{group.Key.Shown} still has {string.Join(", ", group.Select(answer => $"{CutOverWords.For(answer.Record)} {CutOverWords.Said(answer)}"))}{(group.Max(answer => answer.GoneBy) is { } until ? $", until {CutOverWords.At(until, now)}" : "")}"));
        return stale.Count == 0 ? everywhere : Finding.Warning(
            $"{told}. {everywhere}", "Nothing needs doing but waiting; a resolver of your own can be told to forget the names. Keep the old server on, and forwarding, until then.");
    }

    /// <summary>How long what is there now will live on once it is changed.</summary>
    public static Finding TimeToLive(CutOverRound round, IReadOnlyList<CutOverRecord> records)
    {
        var pending = records.Where(record => !round.StandingOf(record).IsChanged)
            .SelectMany(record => OwnAnswers.Given(round, record).Where(answer => answer.State != AnswerState.New && answer.TimeToLive is not null).OrderByDescending(answer => answer.TimeToLive).Take(1)).ToList();
        if (pending.Count == 0)
        {
            return records.SelectMany(record => OwnAnswers.Given(round, record)).Any() ? "Nothing is left to be changed." : Finding.Skipped("None of the zone's own servers said.");
        }

        var told = string.Join(' ', pending.GroupBy(answer => (IsMissing: answer.State == AnswerState.Missing, Life: answer.TimeToLive!.Value)).Select(group => Sentence(
            [.. group.Select(answer => CutOverWords.For(answer.Record))], group.Key.IsMissing, CutOverWords.Life(group.Key.Life))));
        var isLong = pending.Exists(answer => answer.TimeToLive > LongLife);
        return isLong ? Finding.Warning(told, Remedy(pending)) : (Finding)told;
    }

    private static string Everywhere(string at, bool isKnown, bool isOver) =>
        isOver ? "the old value is gone everywhere."
        : isKnown ? $"gone everywhere by {at} at the latest."
        : $"gone everywhere by {at} at the latest, if the old value lived no longer than what is known of (watch from before the change to be certain).";

    private static string Remedy(List<CutOverAnswer> pending)
    {
        var isMissing = pending.Exists(answer => answer.State == AnswerState.Missing && answer.TimeToLive > LongLife);
        var isThere = pending.Exists(answer => answer.State != AnswerState.Missing && answer.TimeToLive > LongLife);
        var lower = "Have the time to live lowered to 5 minutes (300) a day before the cut-over, at least as long before it as the old one is.";
        var negative = "The last number of the zone's SOA says how long a missing name is remembered: have it lowered to 300, or the name made some days before.";
        return (isThere, isMissing) switch { (true, true) => $"{lower} {negative}", (false, true) => negative, _ => lower };
    }

    private static string Sentence(string[] names, bool isMissing, string life)
    {
        var all = Names(names, isMissing ? "or" : "and");
        return isMissing ? $"That there is no {all} yet is remembered for up to {life}."
            : names.Length == 1 ? $"{all} lives on in caches for up to {life} once it is changed."
            : $"{all} live on in caches for up to {life} once they are changed.";
    }

    private static string Names(string[] names, string last = "and") => names.Length == 1 ? names[0] : $"{string.Join(", ", names[..^1])} {last} {names[^1]}";
}
