using System.Globalization;
using Turnstone.Cli.Settings;
using Turnstone.Server.Lists;

namespace Turnstone.Fuzz.Targets;

/// <summary>The CSV of mailboxes as spreadsheets and people write it. It gives sound rows and faults, and every fault says where.</summary>
internal sealed class MailboxListTarget() : FuzzTarget(
    "mailbox-list", "Source Email", "Destination Email", "Source Login Name", "Source Password", "Flags", "Support Options", ",", ";", "\t", "\"", "\"\"", "\r\n", "\r", "a@old.example", "\uFEFF", "FolderMapping=\"\"^a->b\"\"", "anna@old.example,,x,anna@new.example,,,0\r\n"), IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"turnstone-fuzz-{Environment.ProcessId}-{Guid.NewGuid():N}.csv");

    public override string Run(byte[] input)
    {
        try
        {
            File.WriteAllBytes(_file, input);
            var findings = new Findings();
            var rows = MailboxFile.Read("--mailboxes", _file, [MailboxColumn.SourceEmail, MailboxColumn.DestinationEmail], findings);
            BrokenLawException.Require(findings.Faults.All(fault => fault.Where.Length > 0 && fault.What.Length > 0), "Every fault says where it is and what it is.");
            BrokenLawException.Require(rows.Count > 0 || !findings.AreClean, "A list without a row has a fault.");
            return string.Create(
                CultureInfo.InvariantCulture, $"{Math.Min(rows.Count, 3)} {Math.Min(findings.Remarks.Count, 3)} {string.Join(',', findings.Faults.Take(3).Select(fault => string.Concat(fault.What.Where(char.IsAsciiLetter)).PadRight(20)[..20]))}");
        }
        finally
        {
            File.Delete(_file);
        }
    }

    public void Dispose() => File.Delete(_file);
}
