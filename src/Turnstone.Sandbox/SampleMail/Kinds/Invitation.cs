using System.Globalization;
using System.Text;

namespace Turnstone.Sandbox.SampleMail.Kinds;

/// <summary>A meeting request (RFC 5546) as desktop programs send it: text, and the calendar object beside it.</summary>
internal static class Invitation
{
    public static void Write(Letter letter, MimeOutput output)
    {
        var boundary = letter.Boundary(1);
        var start = letter.Sent.ToUniversalTime().AddDays(letter.Random.Next(2, 30));
        letter.Head(output).Line($"Content-Type: multipart/alternative; boundary=\"{boundary}\"").Line()
            .Line($"--{boundary}").Line("Content-Type: text/plain; charset=utf-8").Line("Content-Transfer-Encoding: 8bit").Line()
            .Text(letter.Words.Body(letter.Random, 1), Encoding.UTF8)
            .Line($"--{boundary}").Line("Content-Type: text/calendar; charset=utf-8; method=REQUEST").Line("Content-Transfer-Encoding: 8bit").Line()
            .Line("BEGIN:VCALENDAR").Line("VERSION:2.0").Line("PRODID:-//old.example//Sample Mail//EN").Line("METHOD:REQUEST")
            .Line("BEGIN:VEVENT").Line($"UID:{letter.MessageId.Trim('<', '>')}").Line("SEQUENCE:0")
            .Line($"DTSTAMP:{Stamp(letter.Sent.ToUniversalTime())}").Line($"DTSTART:{Stamp(start)}").Line($"DTEND:{Stamp(start.AddHours(1))}")
            .Line($"SUMMARY:{letter.Subject.Replace(",", "\\,", StringComparison.Ordinal)}")
            .Line($"ORGANIZER;CN=\"{letter.From.Name}\":mailto:{letter.From.Address}")
            .Line($"ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:{letter.To.Address}")
            .Line("END:VEVENT").Line("END:VCALENDAR").Line()
            .Line($"--{boundary}--");
    }

    private static string Stamp(DateTimeOffset moment) => moment.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
