namespace Turnstone.Sandbox.Mime;

/// <summary>The class of a meeting message by its iTIP method; null for a calendar that is a mere attachment (PUBLISH, none).</summary>
internal static class MeetingClass
{
    public static string? Of(string method, string calendar) => method switch
    {
        "REQUEST" => ItemClasses.MeetingRequest,
        "CANCEL" => ItemClasses.MeetingCanceled,
        "REPLY" when Has(calendar, "PARTSTAT=ACCEPTED") => ItemClasses.MeetingAccepted,
        "REPLY" when Has(calendar, "PARTSTAT=DECLINED") => ItemClasses.MeetingDeclined,
        "REPLY" or "COUNTER" => ItemClasses.MeetingTentative,
        _ => null,
    };

    // iCalendar folds long lines anywhere (RFC 5545 3.1), so a parameter may be cut in two.
    private static bool Has(string calendar, string parameter) =>
        calendar.Replace("\r\n ", "", StringComparison.Ordinal).Replace("\r\n\t", "", StringComparison.Ordinal)
            .Contains(parameter, StringComparison.OrdinalIgnoreCase);
}
