namespace Turnstone.Cli.Settings;

/// <summary>The file of mailboxes to move. All of its faults are found in one reading, each with row and column.</summary>
internal static class MailboxList
{
    /// <summary>The sound rows in their order; faults go to <paramref name="findings"/>.</summary>
    public static IReadOnlyList<MailboxRow> Read(string option, string path, IReadOnlyCollection<MailboxColumn> required, Findings findings)
    {
        if (CsvFile.Read(option, path, findings) is not { } file)
        {
            return [];
        }

        var rows = new MailboxRows(file.Name, MailboxHeader.Read(file.Header, file.Name, required, findings), required, findings);
        foreach (var (number, cells) in file.Rows)
        {
            rows.Add(number, cells);
        }

        return rows.Sound;
    }
}
