namespace Turnstone.Client.CutOver;

/// <summary>What one server said of one record.</summary>
public sealed record CutOverAnswerInfo
{
    /// <summary>Which record.</summary>
    public required RecordKind Record { get; init; }

    /// <summary>Who was asked, as people read it.</summary>
    public required string Server { get; init; }

    /// <summary>Whether it is one of the zone's own servers, and no resolver.</summary>
    public required bool IsOwn { get; init; }

    /// <summary>How the answer stands to what was expected.</summary>
    public required RecordState State { get; init; }

    /// <summary>The records as a zone file would have them; empty where there is none.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>Seconds that others may go on with it: the whole time from an own server, what is left of it from a resolver; null where nobody said.</summary>
    public required int? TimeToLive { get; init; }

    /// <summary>When a resolver will have forgotten what is not the new value, UTC; null where that is not to be waited for.</summary>
    public required DateTimeOffset? GoneBy { get; init; }

    /// <summary>Why there is no answer; empty where there is one.</summary>
    public required string Trouble { get; init; }
}
