using Turnstone.Engine.Failures;

namespace Turnstone.Engine.Transfer;

/// <summary>
/// Reads answers about several items where some may break the session: repeated with patience, then one by one, and an item that breaks it
/// each time is given up alone.
/// </summary>
/// <param name="side">The patience of the side that is asked.</param>
/// <param name="policy">How often one item may fail.</param>
/// <param name="read">Asks about items; one answer each.</param>
/// <param name="take">Takes an answer over; returns the item it is about.</param>
internal sealed class PatientReading<TItem, TAnswer>(
    Patience side,
    PatiencePolicy policy,
    Func<IReadOnlyList<TItem>, CancellationToken, IAsyncEnumerable<TAnswer>> read,
    Func<TAnswer, TItem?> take)
    where TItem : class
{
    /// <summary>Reads all of them. Returns those given up, each with its cause.</summary>
    /// <exception cref="SessionException">The side is gone, or refuses more than an item; not to be repeated, patience is spent.</exception>
    public async Task<IReadOnlyList<(TItem Item, Failure Why)>> RunAsync(IReadOnlyList<TItem> items, CancellationToken cancellationToken)
    {
        var givenUp = new List<(TItem, Failure)>();
        var left = items.ToList();
        var (isAlone, attempts) = (false, 0);
        while (left.Count > 0)
        {
            await side.WaitTurnAsync(cancellationToken);
            var before = left.Count;
            try
            {
                await foreach (var answer in read(isAlone ? left[..1] : left.ToList(), cancellationToken))
                {
                    if (take(answer) is { } item)
                    {
                        left.Remove(item);
                    }
                }

                if (left.Count == before)
                {
                    throw new SessionException(NoAnswer());
                }

                side.Succeeded();
                (isAlone, attempts) = (isAlone && left.Count > 0, 0);
            }
            catch (SessionException e) when (e.Failure.Scope == FailureScope.Item && e.Failure.Retry is RetryAdvice.Never)
            {
                (isAlone, attempts) = GiveUpOrPart(left, isAlone, policy.AttemptsPerItem, givenUp, e.Failure);
            }
            catch (SessionException e) when (e.Failure.Retry is not RetryAdvice.Never && side.Failed(e.Failure))
            {
                var isItems = e.Failure.Retry is not RetryAdvice.Throttled
                    && e.Failure.Code != FailureCodes.SourceUnreachable && e.Failure.Code != FailureCodes.DestinationUnreachable;
                if (isItems)
                {
                    (isAlone, attempts) = GiveUpOrPart(left, isAlone, left.Count < before ? 1 : attempts + 1, givenUp, e.Failure);
                }
            }
            catch (SessionException e)
            {
                throw new SessionException(e.Failure with { Retry = RetryAdvice.No }, e.Fate, e);
            }
        }

        return givenUp;
    }

    private (bool IsAlone, int Attempts) GiveUpOrPart(List<TItem> left, bool isAlone, int attempts, List<(TItem, Failure)> givenUp, Failure why)
    {
        if (attempts < policy.AttemptsPerItem || left.Count == 0)
        {
            return (isAlone, attempts);
        }

        if (isAlone || left.Count == 1)
        {
            givenUp.Add((left[0], why));
            left.RemoveAt(0);
        }

        return (true, 0);
    }

    private static Failure NoAnswer() => new()
    {
        Side = FailureSide.Local,
        Scope = FailureScope.Item,
        Code = FailureCodes.LocalInternal,
        Message = "The server answered for none of the items it was asked for.",
    };
}
