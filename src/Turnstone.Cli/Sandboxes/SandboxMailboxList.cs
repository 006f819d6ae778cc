using Turnstone.Cli.Settings;
using Turnstone.Engine.Mailboxes;
using Turnstone.Sandbox;

namespace Turnstone.Cli.Sandboxes;

/// <summary>The mailboxes of the stand-in Exchange: <c>Email,Password,Language</c>.</summary>
internal static class SandboxMailboxList
{
    private static readonly string[] Required = ["Email", "Password"];

    public static IReadOnlyList<MailboxSeed> Read(string option, string path, Findings findings)
    {
        if (CsvFile.Read(option, path, findings) is not { } file)
        {
            return [];
        }

        var places = file.Header.Select((title, place) => (Title: title.Trim(), place)).ToLookup(pair => pair.Title, pair => pair.place, StringComparer.OrdinalIgnoreCase);
        foreach (var missing in Required.Where(title => !places.Contains(title)))
        {
            findings.Refuse($"{file.Name}, row 1, column \"{missing}\"", "The column is missing.", "The header is Email,Password,Language.");
        }

        List<MailboxSeed> mailboxes = [];
        var seen = new Dictionary<SmtpAddress, int>();
        foreach (var (number, cells) in file.Rows)
        {
            string Cell(string title) => places[title].FirstOrDefault(-1) is var place && place >= 0 && place < cells.Length ? cells[place] : "";

            if (!places.Contains("Email") || !places.Contains("Password"))
            {
                break;
            }

            if (!SmtpAddress.TryParse(Cell("Email"), out var address))
            {
                findings.Refuse($"{file.Name}, row {number}, column \"Email\"", $"\"{Cell("Email")}\" is not a mail address.", "Write one such as anna@new.example.");
            }
            else if (!seen.TryAdd(address, number))
            {
                findings.Refuse($"{file.Name}, row {number}, column \"Email\"", $"{address} is already in row {seen[address]}.", "Name each mailbox once.");
            }

            if (Cell("Password").Length == 0)
            {
                findings.Refuse($"{file.Name}, row {number}, column \"Password\"", "The cell is blank.", "Write the mailbox's password.");
            }

            mailboxes.Add(new MailboxSeed(Cell("Email").Trim(), Cell("Password"), Cell("Language").Trim()));
        }

        return mailboxes;
    }
}
