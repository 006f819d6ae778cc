using System.Globalization;
using System.Text.RegularExpressions;
using Turnstone.Engine.Mailboxes.Pacing;

namespace Turnstone.Cli.Settings;

/// <summary>Hours as people write them: <c>22:00-06:00</c>, <c>Mon-Fri 19:00-07:00 at 20</c>, <c>Sat,Sun 00:00-24:00</c>.</summary>
internal static partial class HoursText
{
    private const string Remedy = "Write 22:00-06:00, days before it (Mon-Fri, or Sat,Sun) and \"at\" with megabits a second behind it, such as \"Mon-Fri 22:00-06:00 at 50\".";

    private static readonly string[] Names = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

    /// <summary>The hours of all texts together; null where there are none, or with faults.</summary>
    public static RunningHours? Read(string option, IReadOnlyList<string> texts, TimeProvider time, Findings findings)
    {
        var spans = texts.Select(text => One(option, text, findings)).ToList();
        return spans.Count == 0 || spans.Contains(null) ? null : new RunningHours([.. spans.OfType<WeeklyHours>()], time.LocalTimeZone);
    }

    private static WeeklyHours? One(string option, string text, Findings findings)
    {
        if (Form().Match(text.Trim()) is not { Success: true } match)
        {
            findings.Refuse(option, $"\"{text}\" is no span of hours.", Remedy);
            return null;
        }

        var days = DaysOf(match.Groups["days"].Value);
        var (start, end) = (TimeOf(match.Groups["start"].Value), TimeOf(match.Groups["end"].Value));
        var rate = match.Groups["rate"] is { Success: true } written ? RateText.Read(written.Value) : null;
        var trouble = days is null ? "names a day that is none of Mon, Tue, Wed, Thu, Fri, Sat and Sun"
            : start is null || end is null || start.Value.TotalHours >= 24 ? "has a time that no clock shows; 24:00 is an end only"
            : start == end ? "is empty; the whole day is 00:00-24:00"
            : match.Groups["rate"].Success && rate is null ? "has a rate that is none"
            : null;
        if (trouble is not null)
        {
            findings.Refuse(option, $"\"{text}\" {trouble}.", Remedy);
            return null;
        }

        var length = end!.Value - start!.Value;
        return new WeeklyHours
        {
            Days = days!,
            Start = start.Value,
            Length = length > TimeSpan.Zero ? length : length + TimeSpan.FromDays(1),
            BytesPerSecond = rate,
        };
    }

    private static HashSet<DayOfWeek>? DaysOf(string text)
    {
        if (text.Length == 0)
        {
            return [.. Enum.GetValues<DayOfWeek>()];
        }

        var days = new HashSet<DayOfWeek>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var ends = part.Split('-', StringSplitOptions.TrimEntries).Select(DayOf).ToList();
            if (ends.Count > 2 || ends.Contains(-1))
            {
                return null;
            }

            // Fri-Mon goes over the end of the week.
            for (var day = ends[0]; ; day = (day + 1) % 7)
            {
                days.Add((DayOfWeek)day);
                if (day == ends[^1])
                {
                    break;
                }
            }
        }

        return days;
    }

    private static int DayOf(string name) => Array.FindIndex(Names, known =>
        known.Equals(name, StringComparison.OrdinalIgnoreCase)
        || ((DayOfWeek)Array.IndexOf(Names, known)).ToString().Equals(name, StringComparison.OrdinalIgnoreCase));

    private static TimeSpan? TimeOf(string text)
    {
        var parts = text.Split(':');
        var (hours, minutes) = (int.Parse(parts[0], CultureInfo.InvariantCulture), int.Parse(parts[1], CultureInfo.InvariantCulture));
        return minutes < 60 && (hours < 24 || (hours == 24 && minutes == 0)) ? new TimeSpan(hours, minutes, 0) : null;
    }

    [GeneratedRegex(@"^(?:(?<days>[a-z]+(?:\s*[-,]\s*[a-z]+)*)\s+)?(?<start>\d{1,2}:\d\d)\s*-\s*(?<end>\d{1,2}:\d\d)(?:\s+at\s+(?<rate>\S+))?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
