using System.Collections.Concurrent;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Connectors.Exchange;

/// <summary>
/// A budget that several processes share. It is kept nowhere: one that is opened anew lets nobody in until all have said what they have under way, and begins with
/// few places. Whoever falls silent gives its places back.
/// </summary>
public sealed class BudgetDesk : IBudgetDesk
{
    /// <summary>How often processes show that they live.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);

    /// <summary>Places of a desk that has learned nothing yet.</summary>
    public const int FirstPlaces = 4;

    // Two beats: whoever lives has told by then.
    private static readonly TimeSpan Opening = 2 * Beat;

    // Longer than a process is held to live without a sign of it; what it sent has been answered or given up in most cases.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(15);

    // Shorter than what a call between processes may take.
    private static readonly TimeSpan InLine = TimeSpan.FromSeconds(10);

    private readonly TimeProvider _time;
    private readonly RequestBudget _budget;
    private readonly Waits _waits;
    private readonly long _opened;
    private readonly ConcurrentDictionary<Guid, Visitor> _visitors = new();

    public BudgetDesk(TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        (_time, _waits, _opened) = (time, new Waits(time), time.GetTimestamp());
        _budget = new RequestBudget(time, new Hold(time), FirstPlaces);
    }

    /// <summary>Requests under way.</summary>
    public int UnderWay => _visitors.Values.Count(visitor => visitor.Turn.IsCompletedSuccessfully);

    /// <inheritdoc/>
    public async Task<TimeSpan?> EnterAsync(Guid turn, SmtpAddress mailbox, CancellationToken cancellationToken)
    {
        if (Opening - _time.GetElapsedTime(_opened) is { Ticks: > 0 } rest)
        {
            await Task.Delay(rest, _time, cancellationToken);
        }

        if (_budget.Held.Longest is { Ticks: > 0 } held && !_visitors.ContainsKey(turn))
        {
            return held;
        }

        var visitor = _visitors.GetOrAdd(turn, _ => Visitor.InLine(end => _budget.EnterAsync(mailbox, _waits, end), _time));
        visitor.Show();
        await Task.WhenAny(visitor.Turn, Task.Delay(InLine, _time, cancellationToken));
        cancellationToken.ThrowIfCancellationRequested();
        if (visitor.Turn.IsCompletedSuccessfully)
        {
            return TimeSpan.Zero;
        }

        if (_budget.Held.Longest is { Ticks: > 0 } since)
        {
            await LeaveAsync(turn, null);
            return since;
        }

        return Timeout.InfiniteTimeSpan;
    }

    /// <inheritdoc/>
    public Task LeaveAsync(Guid turn, RequestAnswer? answer)
    {
        if (_visitors.TryRemove(turn, out var visitor))
        {
            visitor.Leave(answer);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<Holds?> BeatAsync(IReadOnlyList<(Guid Turn, SmtpAddress Mailbox)> underWay, Holds known)
    {
        ArgumentNullException.ThrowIfNull(underWay);

        // Later a turn that is not known is one that has just left.
        var isNew = _time.GetElapsedTime(_opened) < Silence;
        foreach (var (turn, mailbox) in underWay)
        {
            if (_visitors.TryGetValue(turn, out var visitor))
            {
                visitor.Show();
            }
            else if (isNew)
            {
                _visitors[turn] = Visitor.Within(_budget.Concede(mailbox), _time);
            }
        }

        _budget.Keep(known);
        foreach (var gone in _visitors.Where(entry => entry.Value.Silence > Silence).Select(entry => entry.Key).ToList())
        {
            await LeaveAsync(gone, null);
        }

        return _budget.Held;
    }

    /// <summary>A request that stands in line or is under way.</summary>
#pragma warning disable CA1001 // Its source of cancellation has no timer and no handle.
    private sealed class Visitor
#pragma warning restore CA1001
    {
        private readonly CancellationTokenSource _end = new();
        private readonly TimeProvider _time;
        private long _shown;

        private Visitor(Func<CancellationToken, Task<RequestTurn>> enter, TimeProvider time) => (_time, _shown, Turn) = (time, time.GetTimestamp(), enter(_end.Token));

        public Task<RequestTurn> Turn { get; }

        public TimeSpan Silence => _time.GetElapsedTime(Volatile.Read(ref _shown));

        public static Visitor InLine(Func<CancellationToken, Task<RequestTurn>> enter, TimeProvider time) => new(enter, time);

        public static Visitor Within(RequestTurn turn, TimeProvider time) => new(_ => Task.FromResult(turn), time);

        public void Show() => Volatile.Write(ref _shown, _time.GetTimestamp());

        public void Leave(RequestAnswer? answer)
        {
            _end.Cancel();
            _ = LeaveAsync(answer);
        }

        private async Task LeaveAsync(RequestAnswer? answer)
        {
            try
            {
                using var turn = await Turn;
                if (answer is { } told)
                {
                    turn.Answered(told.BackOff);
                }
            }
            catch (OperationCanceledException)
            {
                // It stood in line.
            }
        }
    }
}
