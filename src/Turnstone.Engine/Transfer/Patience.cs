using Turnstone.Engine.Failures;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Engine.Transfer;

/// <summary>
/// Waits, once for all tasks of a side: when a server asks for patience, everyone who talks to it waits. Throttling spends no attempt
/// and has no end but the operator's; a server that is gone has <see cref="PatiencePolicy.UnderWay"/>.
/// </summary>
internal sealed class Patience(PatiencePolicy policy, Random jitter, Waits waits)
{
    private readonly Lock _lock = new();
    private (TimeSpan Until, WaitCause Cause) _next;
    private TimeSpan _troubleSince = waits.Now;
    private int _failuresInARow;
    private bool _everWorked;

    /// <summary>Waits until it is this side's turn again; returns at once when nobody asked for patience.</summary>
    public async Task WaitTurnAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            (TimeSpan Until, WaitCause Cause) next;
            lock (_lock)
            {
                next = _next;
            }

            if (next.Until <= waits.Now)
            {
                return;
            }

            await waits.WaitAsync(next.Until, next.Cause, cancellationToken);
        }
    }

    /// <summary>Something worked: the back-off starts from the beginning again.</summary>
    public void Succeeded()
    {
        lock (_lock)
        {
            _failuresInARow = 0;
            _everWorked = true;
        }
    }

    /// <summary>Something failed in a way that may pass: the next turn comes later. False when patience has run out.</summary>
    public bool Failed(Failure failure)
    {
        lock (_lock)
        {
            var now = waits.Now;

            // Not since the last success: that may be hours ago, when the other side was waited for and nothing was asked of this one.
            if (_failuresInARow == 0 && _everWorked)
            {
                _troubleSince = now;
            }

            _failuresInARow = Math.Min(_failuresInARow + 1, 30);
            var own = TimeSpan.FromTicks(Math.Min(
                (long)(policy.FirstDelay.Ticks * Math.Pow(2, _failuresInARow - 1)), policy.LongestDelay.Ticks));

            // Between the half and the whole of it, so that many mailboxes do not come back in step.
            var delay = own * (0.5 + (jitter.NextDouble() / 2));
            if (failure.Retry is RetryAdvice.Throttled throttled)
            {
                delay = throttled.Delay > delay ? throttled.Delay : delay;
                _troubleSince = now + delay;
            }

            if (now + delay > _next.Until)
            {
                _next = (now + delay, CauseOf(failure));
            }

            return failure.Retry switch
            {
                RetryAdvice.Never => false,
                RetryAdvice.Throttled => true,
                _ => now - _troubleSince < (_everWorked ? policy.UnderWay : policy.AtStart),
            };
        }
    }

    /// <summary>Makes a call that may be repeated as it is, until it works, patience runs out, or the answer is final.</summary>
    public async Task<T> RepeatAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        while (true)
        {
            await WaitTurnAsync(cancellationToken);
            try
            {
                var result = await call(cancellationToken);
                Succeeded();
                return result;
            }
            catch (SessionException e) when (e.Failure.Retry is not RetryAdvice.Never && Failed(e.Failure))
            {
                // The next turn is already set; go round.
            }
        }
    }

    /// <inheritdoc cref="RepeatAsync{T}"/>
    public Task RepeatAsync(Func<CancellationToken, Task> call, CancellationToken cancellationToken) =>
        RepeatAsync(
            async token =>
            {
                await call(token);
                return true;
            },
            cancellationToken);

    private static WaitCause CauseOf(Failure failure) => (failure.Retry, failure.Side) switch
    {
        (RetryAdvice.Throttled, _) when failure.Code == FailureCodes.SourceSignIn || failure.Code == FailureCodes.DestinationSignIn => WaitCause.Trouble,
        (RetryAdvice.Throttled, FailureSide.Source) => WaitCause.Source,
        (RetryAdvice.Throttled, FailureSide.Destination) => WaitCause.Destination,
        (RetryAdvice.Throttled, _) => WaitCause.Window,
        _ => WaitCause.Trouble,
    };
}
