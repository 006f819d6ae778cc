using System.Globalization;
using System.Text;
using Turnstone.Connectors.Imap;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Fuzz.Targets;

/// <summary>A date as mail and IMAP write it. What is read lies within what mail can be of, in UTC; the rest is no date.</summary>
internal sealed class DateTarget() : FuzzTarget("date", "Tue, ", "1 Jul 2003", " 10:52:37", " +0200", " -9999", "EST", "(comment", ")", "1969", "9999", "0000", "24:00:00", "23:59:60", "31 Feb", "29-Feb-1900", "by a; ", "/")
{
    public override string Run(byte[] input)
    {
        var text = Encoding.Latin1.GetString(input);
        var (mail, received, folder) = (DateField.Read(text), DateField.ReadReceived(text), ImapItems.SensibleDate(text));
        foreach (var moment in new[] { mail, received, folder })
        {
            BrokenLawException.Require(moment is null or { Offset.Ticks: 0, Year: >= 1899 }, "What is read is in UTC, and since there is mail.");
            BrokenLawException.Require(moment is not { Year: >= 1900 and <= 9998 } read || DateField.Read(AsWritten(read)) == read.AddTicks(-(read.Ticks % TimeSpan.TicksPerSecond)), "What is read and written again is the same moment.");
        }

        return $"{mail?.Year / 50} {received?.Year / 50} {folder?.Year / 50}";
    }

    private static string AsWritten(DateTimeOffset moment) => moment.ToString("ddd, d MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture);
}
