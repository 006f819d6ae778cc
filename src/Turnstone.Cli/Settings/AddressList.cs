namespace Turnstone.Cli.Settings;

/// <summary>The addresses of a list of mailboxes, which may be that of a migration: of that the passwords are not looked at.</summary>
internal static class AddressList
{
    private static readonly string[] Columns = ["Destination Email", "Email"];

    /// <summary>What stands in the column, in the order of the list; faults go to <paramref name="findings"/>, and then the list may be empty.</summary>
    public static IReadOnlyList<string>? Read(string option, string path, Findings findings)
    {
        if (CsvFile.Read(option, path, findings) is not { } table)
        {
            return null;
        }

        var header = table.Header.Select(cell => cell.Trim()).ToList();
        var column = Columns.Select(name => header.FindIndex(cell => string.Equals(cell, name, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(at => at >= 0, -1);
        if (column < 0)
        {
            findings.Refuse(new CsvPlace(table.Name), "It has no column Destination Email, and none Email.", "Name one of its columns so, and write the mailboxes' primary addresses into it.");
            return null;
        }

        var addresses = new List<string>();
        foreach (var (number, cells) in table.Rows)
        {
            if (column < cells.Length && cells[column].Trim() is { Length: > 0 } address)
            {
                addresses.Add(address);
            }
            else
            {
                findings.Refuse(new CsvPlace(table.Name, number, header[column]), "It is empty.", "Write the mailbox's primary address, or take the row out.");
            }
        }

        return addresses.Count > 0 ? addresses : null;
    }
}
