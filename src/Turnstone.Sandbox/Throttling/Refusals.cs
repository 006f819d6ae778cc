using System.Globalization;

namespace Turnstone.Sandbox.Throttling;

/// <summary>The refusals word for word; sources in section 7 of the traces.</summary>
internal static class Refusals
{
    private static readonly TimeSpan SyncBackOff = TimeSpan.FromMilliseconds(5000);

    // [I ews-managed-api#293] Two blanks before "Try" and "Budget"; no BackOffMilliseconds.
    public static Admission.Refused TooManyConnections(int limit) => new(
        "ErrorExceededConnectionCount",
        "You have exceeded the available concurrent connections for your account.  Try again once your other requests have completed.",
        [
            new("Policy", "MaxConcurrency"),
            new("MaxConcurrencyLimit", limit.ToString(CultureInfo.InvariantCulture)),
            new("ErrorMessage", string.Create(
                CultureInfo.InvariantCulture,
                $"This operation exceeds the throttling budget for policy part 'MaxConcurrency', policy value '{limit}',  Budget type: 'Ews'.  Suggested backoff time 0 ms.")),
        ],
        TimeSpan.Zero);

    // [I mustang#121, D] Code and back-off; the other values are not recorded.
    public static Admission.Refused TooManySyncCalls() => Busy(SyncBackOff);

    // [C, D]
    public static Admission.Refused Busy(TimeSpan backOff) => new(
        "ErrorServerBusy",
        "The server cannot service this request right now. Try again later.",
        [new("BackOffMilliseconds", ((long)Math.Ceiling(backOff.TotalMilliseconds)).ToString(CultureInfo.InvariantCulture))],
        backOff);
}
