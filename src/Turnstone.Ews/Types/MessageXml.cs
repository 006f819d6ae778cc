using System.Globalization;
using System.Text.RegularExpressions;

namespace Turnstone.Ews.Types;

/// <summary>
/// The details beside an error: the <c>t:Value Name="…"</c> pairs by name, other elements by their own name
/// (LineNumber, LinePosition, Violation, FieldURI, …). A name that comes twice has both values, a comma between.
/// </summary>
public sealed partial record MessageXml(IReadOnlyDictionary<string, string> Values)
{
    public static MessageXml Empty { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal));

    /// <summary>
    /// From BackOffMilliseconds, under whatever response code it comes: ErrorServerBusy also hides inside ErrorInternalServerError [D].
    /// Policies without that value (MaxConcurrency, ConcurrentSyncCalls) say "Suggested backoff time n ms" in ErrorMessage [R, ews-managed-api#293].
    /// </summary>
    public TimeSpan? BackOff =>
        Milliseconds("BackOffMilliseconds") ??
        (Values.TryGetValue("ErrorMessage", out string? message) && SuggestedBackOff().Match(message) is { Success: true } match
            ? Parse(match.Groups[1].Value)
            : null);

    /// <summary>The cause behind ErrorInternalServerError, when the server names it.</summary>
    public ResponseCode? InnerResponseCode =>
        Values.TryGetValue("InnerErrorResponseCode", out string? code) ? new ResponseCode(code) : null;

    private TimeSpan? Milliseconds(string name) => Values.TryGetValue(name, out string? text) ? Parse(text) : null;

    // A day is longer than any policy's recharge; a hostile server must not park a client for a century.
    private static TimeSpan? Parse(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
            ? TimeSpan.FromMilliseconds(Math.Min(value, 86_400_000))
            : null;

    [GeneratedRegex("Suggested backoff time ([0-9]{1,12}) ms", RegexOptions.CultureInvariant)]
    private static partial Regex SuggestedBackOff();
}
