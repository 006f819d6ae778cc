using System.Globalization;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Reporting;

namespace Turnstone.Cli.Progress;

/// <summary>Says why a mailbox waits and until when.</summary>
internal static class WaitWords
{
    /// <summary>From here on a person wants to know the hour, not the seconds.</summary>
    public static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    /// <summary>Such as <c>waits 0:31</c>, or <c>waits until 18:20 +02:00</c>.</summary>
    public static string Brief(Wait wait, DateTimeOffset now, TimeZoneInfo zone) =>
        wait.Until - now < Long ? $"waits {Quantity.Duration(wait.Until - now)}" : $"waits until {Moment(wait.Until, now, zone)}";

    /// <summary>Such as <c>the destination asks to wait until 18:20 +02:00</c>.</summary>
    public static string Full(Wait wait, DateTimeOffset now, TimeZoneInfo zone)
    {
        var until = Moment(wait.Until, now, zone);
        return wait.Cause switch
        {
            WaitCause.Source => $"the source asks to wait until {until}",
            WaitCause.Destination => $"the destination asks to wait until {until}",
            WaitCause.Window => $"outside the hours it may run in, until {until}",
            WaitCause.Trouble => $"tries again at {until}",
            WaitCause.Settling => $"waits until {until} for what may still arrive",
            _ => throw new ArgumentOutOfRangeException(nameof(wait), wait.Cause, "No words for this cause."),
        };
    }

    /// <summary>The hour in the zone of the machine, with the day where it is another one.</summary>
    private static string Moment(DateTimeOffset moment, DateTimeOffset now, TimeZoneInfo zone)
    {
        var (local, today) = (TimeZoneInfo.ConvertTime(moment, zone), TimeZoneInfo.ConvertTime(now, zone));
        var form = local.Date == today.Date ? "HH:mm" : "yyyy-MM-dd HH:mm";
        return local.ToString(form, CultureInfo.InvariantCulture) + (local.Offset == TimeSpan.Zero ? " UTC" : local.ToString(" zzz", CultureInfo.InvariantCulture));
    }
}
