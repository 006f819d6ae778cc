namespace Turnstone.Sandbox.Throttling;

/// <summary>What the accounts asked for since the server started, and what throttling did about it.</summary>
/// <param name="Requests">Requests that came, of accounts that had signed in.</param>
/// <param name="Refusals">Of these, refused as too many or too much.</param>
/// <param name="Delays">Waits between items, because a burst was spent.</param>
/// <param name="InsideBackOff">
/// Requests that came before the time was over that an earlier refusal had told. What may have crossed the refusal on its way is not
/// counted: it takes a client up to <see cref="ThrottlingBudgets.Crossing"/> to hear of it.
/// </param>
public sealed record ThrottlingCounts(long Requests, long Refusals, long Delays, long InsideBackOff)
{
    public static ThrottlingCounts operator +(ThrottlingCounts left, ThrottlingCounts right) => new(
        left.Requests + right.Requests, left.Refusals + right.Refusals, left.Delays + right.Delays, left.InsideBackOff + right.InsideBackOff);
}
