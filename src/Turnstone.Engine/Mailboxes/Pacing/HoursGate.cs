using System.Globalization;
using Turnstone.Engine.Failures;

namespace Turnstone.Engine.Mailboxes.Pacing;

/// <summary>
/// Lets nothing begin outside the hours. It does not wait itself: to whoever comes too early it names the moment, as a throttled server
/// does, so that waiting shows, spends nothing and can be stopped. What is under way is finished.
/// </summary>
public sealed class HoursGate(RunningHours hours, TimeProvider time) : IGate
{
    /// <inheritdoc/>
    public bool IsOpen => hours.AreOpenAt(time.GetUtcNow());

    /// <inheritdoc/>
    public void Demand()
    {
        var now = time.GetUtcNow();
        if (hours.AreOpenAt(now))
        {
            return;
        }

        var opening = hours.NextOpening(now);
        throw new SessionException(new Failure
        {
            Side = FailureSide.Local,
            Scope = FailureScope.Mailbox,
            Code = FailureCodes.LocalOutsideHours,
            Message = string.Create(CultureInfo.InvariantCulture, $"It is outside the hours in which mail may move; they begin again at {TimeZoneInfo.ConvertTime(opening, hours.Zone):yyyy-MM-dd HH:mm zzz}."),
            Remedy = "Nothing to do.",
            Retry = RetryAdvice.After(opening - now),
        });
    }
}
