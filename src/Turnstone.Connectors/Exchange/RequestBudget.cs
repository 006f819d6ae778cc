using System.Collections.Concurrent;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Connectors.Exchange;

/// <summary>
/// What one account may ask of one server, whichever mailbox it is about: so many requests at a time, and none while the server asks to
/// be left alone. Safe for concurrent use.
/// </summary>
internal sealed class RequestBudget : IRequestBudget
{
    /// <summary>
    /// Requests at once. Exchange 2013 and later refuse more than 27 (EwsMaxConcurrency); what stays free is for the people who use the
    /// account elsewhere.
    /// </summary>
    public const int MostRequests = 20;

    private readonly TimeProvider _time;
    private readonly RequestPlaces _places;
    private readonly Hold _server;
    private readonly Hold _own;
    private readonly ConcurrentDictionary<SmtpAddress, Hold> _mailboxes = new();
    private long _shrunk;

    /// <param name="time">The clock.</param>
    /// <param name="server">What holds everybody at the server; shared by its budgets.</param>
    /// <param name="first">Requests at once until the server has taught; default as many as there may be.</param>
    public RequestBudget(TimeProvider time, Hold server, int first = MostRequests)
    {
        (_time, _server, _own, _places) = (time, server, new Hold(time), new RequestPlaces(MostRequests, first));
        _shrunk = time.GetTimestamp();
    }

    /// <summary>Requests at once, as the server has taught.</summary>
    public int Limit => _places.Limit;

    /// <summary>For how long nothing may be asked of the server, and nothing on this budget; zero or less when it may.</summary>
    public Holds Held => new(_server.Left, _own.Left);

    /// <summary>Takes in what others on the same budget were told.</summary>
    public void Keep(Holds held)
    {
        _server.Keep(held.Server);
        _own.Keep(held.Budget);
    }

    /// <inheritdoc/>
    public TimeSpan HeldFor(SmtpAddress mailbox)
    {
        var left = Held.Longest;
        return _mailboxes.TryGetValue(mailbox, out var hold) && hold.Left > left ? hold.Left : left;
    }

    /// <summary>A request that is under way already, whatever the number of places.</summary>
    public RequestTurn Concede(SmtpAddress mailbox)
    {
        _places.Concede();
        return Turn(mailbox);
    }

    /// <inheritdoc/>
    public async Task<RequestTurn> EnterAsync(SmtpAddress mailbox, Waits waits, CancellationToken cancellationToken)
    {
        while (true)
        {
            while (HeldFor(mailbox) is { Ticks: > 0 } left)
            {
                await waits.WaitAsync(waits.Now + left, WaitCause.Destination, cancellationToken);
            }

            await _places.TakeAsync(cancellationToken);
            if (HeldFor(mailbox) <= TimeSpan.Zero)
            {
                return Turn(mailbox);
            }

            // The server asked to wait while this one stood in line.
            _places.Release();
        }
    }

    private RequestTurn Turn(SmtpAddress mailbox)
    {
        var sent = _time.GetTimestamp();
        return new RequestTurn(backOff => Learn(mailbox, backOff, sent), _places.Release);
    }

    private void Learn(SmtpAddress mailbox, BackOff? backOff, long sent)
    {
        if (backOff is null)
        {
            _places.Grow();
            _server.Worked(sent);
            _own.Worked(sent);
            if (_mailboxes.TryGetValue(mailbox, out var held))
            {
                held.Worked(sent);
            }

            return;
        }

        var hold = backOff.Reach switch
        {
            BackOffReach.Mailbox => _mailboxes.GetOrAdd(mailbox, static (_, time) => new Hold(time), _time),
            BackOffReach.Budget => _own,
            BackOffReach.Server => _server,
            _ => throw new InvalidOperationException("A reach that does not exist."),
        };
        hold.Extend(backOff.Hint, sent);
        if (backOff.IsBusy)
        {
            ShrinkOnce(sent);
        }
    }

    /// <summary>What was sent before the last halving tells nothing of the number since.</summary>
    private void ShrinkOnce(long sent)
    {
        var last = Interlocked.Read(ref _shrunk);
        if (_time.GetElapsedTime(last, sent) >= TimeSpan.Zero && Interlocked.CompareExchange(ref _shrunk, _time.GetTimestamp(), last) == last)
        {
            _places.Shrink();
        }
    }
}
