namespace Turnstone.Server.Lists;

/// <summary>The list of mailboxes to move. All of its faults are found in one reading, each with row and column.</summary>
public static class MailboxList
{
    /// <summary>The sound rows in their order; faults go to <paramref name="findings"/>.</summary>
    public static IReadOnlyList<MailboxRow> Read(CsvTable table, MailboxListRules rules, Findings findings)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(rules);
        ArgumentNullException.ThrowIfNull(findings);
        var rows = new MailboxRows(table.Name, ListHeader<MailboxColumn>.Read(table.Header, table.Name, MailboxHeader.Columns, rules.Required, findings), rules, findings);
        foreach (var (number, cells) in table.Rows)
        {
            rows.Add(number, cells);
        }

        return rows.Sound;
    }
}
