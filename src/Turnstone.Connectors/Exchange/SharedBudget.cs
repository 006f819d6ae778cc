using System.Collections.Concurrent;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Connectors.Exchange;

/// <summary>
/// A budget that other processes draw on as well: whoever has this process's leave asks the desk that all of them ask. Where that is not reached a few requests
/// go on by this process's leave alone, so that nothing stands still for it.
/// </summary>
internal sealed class SharedBudget(RequestBudget own, IBudgetDesk desk, TimeProvider time) : IRequestBudget
{
    // As few as a desk begins with.
    private readonly RequestPlaces _alone = new(BudgetDesk.FirstPlaces);

    private static readonly TimeSpan BeforeAskingAgain = TimeSpan.FromSeconds(10);

    // A desk that nobody asks any more need not hear of it.
    private static readonly TimeSpan Rest = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<Guid, SmtpAddress> _underWay = new();
    private long _asked = time.GetTimestamp();
    private long _missed = long.MinValue;

    public TimeSpan HeldFor(SmtpAddress mailbox) => own.HeldFor(mailbox);

    public async Task<RequestTurn> EnterAsync(SmtpAddress mailbox, Waits waits, CancellationToken cancellationToken)
    {
        while (true)
        {
            var turn = await own.EnterAsync(mailbox, waits, cancellationToken);
            try
            {
                Volatile.Write(ref _asked, time.GetTimestamp());
                if (await ShareAsync(turn, mailbox, cancellationToken) is { } shared)
                {
                    return shared;
                }
            }
            catch
            {
                turn.Dispose();
                throw;
            }

            // Others were asked to wait, which this process knows by now.
            turn.Dispose();
        }
    }

    /// <summary>Shows that this process lives, what it has under way and what it knows.</summary>
    public async Task BeatAsync()
    {
        if (_underWay.IsEmpty && time.GetElapsedTime(Volatile.Read(ref _asked)) > Rest && own.Held.Longest <= TimeSpan.Zero)
        {
            return;
        }

        if (await desk.BeatAsync([.. _underWay.Select(entry => (entry.Key, entry.Value))], own.Held) is { } held)
        {
            own.Keep(held);
        }
    }

    /// <summary>Leave of both; null where others were asked to wait.</summary>
    private async Task<RequestTurn?> ShareAsync(RequestTurn turn, SmtpAddress mailbox, CancellationToken cancellationToken)
    {
        if (_missed == long.MinValue || time.GetElapsedTime(Volatile.Read(ref _missed)) > BeforeAskingAgain)
        {
            var id = Guid.NewGuid();
            switch (await AskAsync(id, mailbox, cancellationToken))
            {
                case { Ticks: > 0 } held:
                    own.Keep(new Holds(TimeSpan.Zero, held));
                    return null;
                case not null:
                    _underWay[id] = mailbox;
                    return Both(turn, id);
                default:
                    Volatile.Write(ref _missed, time.GetTimestamp());
                    break;
            }
        }

        await _alone.TakeAsync(cancellationToken);
        return new RequestTurn(turn.Answered, () =>
        {
            _alone.Release();
            turn.Dispose();
        });
    }

    /// <summary>The desk's answer, however long the line is.</summary>
    private async Task<TimeSpan?> AskAsync(Guid id, SmtpAddress mailbox, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var answer = await desk.EnterAsync(id, mailbox, cancellationToken);
                if (answer is not { Ticks: < 0 })
                {
                    return answer;
                }
            }
        }
        catch
        {
            // It may have been let in all the same.
            _ = desk.LeaveAsync(id, null);
            throw;
        }
    }

    private RequestTurn Both(RequestTurn turn, Guid id)
    {
        RequestAnswer? answer = null;
        return new RequestTurn(
            backOff =>
            {
                answer = new RequestAnswer(backOff);
                turn.Answered(backOff);
            },
            () =>
            {
                _underWay.TryRemove(id, out _);
                _ = desk.LeaveAsync(id, answer);
                turn.Dispose();
            });
    }
}
