using System.Globalization;

namespace Turnstone.Connectors.CutOver;

/// <summary>The words that a cut-over is told in.</summary>
public static class CutOverWords
{
    /// <summary>What people call a record.</summary>
    public static string For(CutOverRecord record) => record switch
    {
        CutOverRecord.Mx => "MX",
        CutOverRecord.Spf => "SPF",
        CutOverRecord.Autodiscover => "Autodiscover",
        _ => throw new ArgumentOutOfRangeException(nameof(record), record, "No word for this record."),
    };

    /// <summary>How an answer stands, in a word.</summary>
    public static string For(AnswerState state) => state switch
    {
        AnswerState.New => "new",
        AnswerState.Mixed => "mixed",
        AnswerState.Old => "old",
        AnswerState.Missing => "missing",
        AnswerState.Unanswered => "no answer",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No word for this state."),
    };

    /// <summary>A time to live: <c>30 s</c>, <c>5 min</c>, <c>1 h 30 min</c>, <c>2 d</c>.</summary>
    public static string Life(TimeSpan life)
    {
        var time = TimeSpan.FromSeconds(Math.Ceiling(Math.Max(0, life.TotalSeconds)));
        (int Count, string Unit)[] parts = [(time.Days, "d"), (time.Hours, "h"), (time.Minutes, "min"), (time.Seconds, "s")];
        var told = parts.SkipWhile(part => part.Count == 0).Take(2).Where(part => part.Count > 0).Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Count} {part.Unit}"));
        return string.Join(' ', told) is { Length: > 0 } text ? text : "0 s";
    }

    /// <summary>A moment that is near: the time, and the day where it is another one.</summary>
    public static string At(DateTimeOffset moment, DateTimeOffset now) =>
        moment.UtcDateTime.ToString(moment.UtcDateTime.Date == now.UtcDateTime.Date ? "HH:mm:ss 'UTC'" : "d MMMM, HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>What was said, as part of a sentence.</summary>
    public static string Said(CutOverAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var life = answer.TimeToLive is not { } known ? "" : answer.Server.IsOwn ? $" (TTL {Life(known)})" : $" ({Life(known)} left)";
        return answer.State switch
        {
            AnswerState.Unanswered => answer.Trouble,
            AnswerState.Missing => $"no such record{(answer.TimeToLive is { } negative ? $" (remembered for {Life(negative)})" : "")}",
            _ => $"{string.Join(", ", answer.Values)}{life}",
        };
    }
}
