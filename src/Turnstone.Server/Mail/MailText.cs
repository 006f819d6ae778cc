using System.Globalization;

namespace Turnstone.Server.Mail;

/// <summary>Values as mails tell them.</summary>
internal static class MailText
{
    /// <summary>A moment to the minute, in UTC, as nobody misreads it: 26 November 2026, 12:00.</summary>
    public static string Of(DateTimeOffset moment) => moment.UtcDateTime.ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture);
}
