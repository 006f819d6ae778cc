using Turnstone.Engine.Mailboxes;
using Turnstone.Server.Lists;

namespace Turnstone.Server.CustomerUsers;

/// <summary>Checks the rows of a list of people one by one and remembers who was named before.</summary>
/// <param name="list">What the list is called.</param>
/// <param name="header">Its first row.</param>
/// <param name="findings">Hears of every fault.</param>
internal sealed class UserRows(string list, ListHeader<UserColumn> header, Findings findings)
{
    private const int LongestAddress = 254;
    private const int LongestName = 100;
    private const int LongestDisplayName = 200;

    private readonly List<UserRow> _sound = [];
    private readonly Dictionary<(string, string, string), int> _seen = [];

    /// <summary>Reads a table; the sound rows in their order.</summary>
    public static IReadOnlyList<UserRow> Read(CsvTable table, Findings findings)
    {
        var header = ListHeader<UserColumn>.Read(table.Header, table.Name, UserHeader.Columns, [UserColumn.Address], findings);
        var rows = new UserRows(table.Name, header, findings);
        foreach (var (number, cells) in header.Has(UserColumn.Address) ? table.Rows : [])
        {
            rows.Add(number, cells);
        }

        return rows._sound;
    }

    private void Add(int number, string[] cells)
    {
        var before = findings.Faults.Count;
        if (header.RefuseTooWide(list, number, cells, findings))
        {
            return;
        }

        var row = new UserRow(
            number,
            Address(number, cells),
            Text(number, cells, UserColumn.FirstName, LongestName),
            Text(number, cells, UserColumn.LastName, LongestName),
            Text(number, cells, UserColumn.DisplayName, LongestDisplayName),
            Text(number, cells, UserColumn.PrincipalName, LongestAddress));
        if (findings.Faults.Count > before)
        {
            return;
        }

        if (_seen.TryAdd(row.Key, number))
        {
            _sound.Add(row);
        }
        else
        {
            findings.Refuse(Where(number, UserColumn.Address), $"{row.Address} with the same names is already in row {_seen[row.Key]}.", "Name each person once.");
        }
    }

    private string Address(int number, string[] cells)
    {
        var cell = Text(number, cells, UserColumn.Address, LongestAddress);
        if (cell.Length <= LongestAddress && !SmtpAddress.TryParse(cell, out _))
        {
            findings.Refuse(
                Where(number, UserColumn.Address), cell.Length == 0 ? "The cell is blank." : $"\"{cell}\" is not a mail address.", "Write the primary address, such as anna@example.com.");
        }

        return cell;
    }

    private string Text(int number, string[] cells, UserColumn column, int longest)
    {
        var text = header.Cell(cells, column).Trim();
        if (text.Length > longest)
        {
            findings.Refuse(Where(number, column), $"It is {text.Length} characters long.", $"Write at most {longest}.");
        }

        return text;
    }

    private CsvPlace Where(int number, UserColumn column) => new(list, number, UserHeader.NameOf(column));
}
