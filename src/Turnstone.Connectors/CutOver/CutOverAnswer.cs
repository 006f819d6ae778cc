namespace Turnstone.Connectors.CutOver;

/// <summary>What one server said of one record.</summary>
public sealed record CutOverAnswer
{
    /// <summary>Which record.</summary>
    public required CutOverRecord Record { get; init; }

    /// <summary>Who said it.</summary>
    public required AskedServer Server { get; init; }

    /// <summary>How it stands to what was expected.</summary>
    public required AnswerState State { get; init; }

    /// <summary>The records, a text each as a zone file would have it, none with characters that cannot be seen; empty where there is none.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>
    /// How long others may go on with it: the whole time from one of the zone's own servers, what is left of it from a resolver's cache; of a record that does
    /// not exist, how long that is remembered. Null where nobody said.
    /// </summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>When a resolver will have forgotten an answer that is not the new one; null for the zone's own servers, and as long as these have not changed.</summary>
    public DateTimeOffset? GoneBy { get; init; }

    /// <summary>Why there is no answer; empty where there is one.</summary>
    public string Trouble { get; init; } = "";
}
