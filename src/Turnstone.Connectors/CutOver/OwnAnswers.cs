namespace Turnstone.Connectors.CutOver;

/// <summary>What the zone's own servers say of a record, in a sentence.</summary>
internal static class OwnAnswers
{
    /// <summary>Those that answer.</summary>
    public static IReadOnlyList<CutOverAnswer> Given(CutOverRound round, CutOverRecord record) =>
        [.. round.Of(record, isOwn: true).Where(answer => answer.State != AnswerState.Unanswered)];

    /// <summary>Once where all say the same, else each with its name.</summary>
    public static string Told(IReadOnlyList<CutOverAnswer> answers)
    {
        var said = answers.GroupBy(CutOverWords.Said).ToList();
        return said.Count == 1
            ? $"{(answers.Count == 1 ? answers[0].Server.Shown : "The zone's own servers")} {(answers.Count == 1 ? "has" : "have")} {said[0].Key}"
            : string.Join("; ", said.Select(group => $"{string.Join(", ", group.Select(answer => answer.Server.Shown))}: {group.Key}"));
    }

    /// <summary>What is found where the zone's own servers cannot be asked, or do not agree; null where they do.</summary>
    public static Finding? Unsettled(CutOverRound round, CutOverRecord record)
    {
        var answers = Given(round, record);
        if (answers.Count == 0)
        {
            return Finding.Skipped("None of the zone's own servers said.");
        }

        return answers.Any(answer => answer.State == AnswerState.New) && answers.Any(answer => answer.State != AnswerState.New)
            ? (Finding?)Finding.Failed(
                $"Only some of the zone's own servers have the new value. {Told(answers)}.",
                "Wait until the zone was transferred to the others; if that takes longer than its refresh time, raise its serial number and have the transfer looked at.")
            : null;
    }
}
