namespace Turnstone.Connectors.CutOver;

/// <summary>What the zone's own servers said before they said what was expected, kept from one look to the next: how long it may live on elsewhere.</summary>
internal sealed class CutOverMemory
{
    private readonly Dictionary<CutOverRecord, (DateTimeOffset LastSeen, TimeSpan Life)> _old = [];

    /// <summary>Keeps an answer of one of the zone's own servers that is not the new one.</summary>
    public void Note(CutOverAnswer answer, DateTimeOffset now)
    {
        if (answer is { Server.IsOwn: true, TimeToLive: { } life, State: AnswerState.Old or AnswerState.Mixed or AnswerState.Missing })
        {
            _old[answer.Record] = (now, _old.TryGetValue(answer.Record, out var known) && known.LastSeen == now && known.Life > life ? known.Life : life);
        }
    }

    /// <summary>When the last cache that asked in time has forgotten it; null where it was never seen.</summary>
    public DateTimeOffset? GoneBy(CutOverRecord record) => _old.TryGetValue(record, out var known) ? known.LastSeen + known.Life : null;
}
