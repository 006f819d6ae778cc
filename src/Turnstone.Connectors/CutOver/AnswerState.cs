namespace Turnstone.Connectors.CutOver;

/// <summary>How an answer stands to what it should become.</summary>
public enum AnswerState
{
    /// <summary>It is what was expected, and nothing else.</summary>
    New,

    /// <summary>Some of what was expected, or more than that.</summary>
    Mixed,

    /// <summary>Nothing of what was expected.</summary>
    Old,

    /// <summary>There is no such record.</summary>
    Missing,

    /// <summary>Whoever was asked did not say.</summary>
    Unanswered,
}
