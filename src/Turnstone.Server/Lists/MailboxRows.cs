using System.Globalization;
using Turnstone.Connectors;
using Turnstone.Engine.Mailboxes;

namespace Turnstone.Server.Lists;

/// <summary>Checks the rows below the header one by one and remembers who was named before.</summary>
internal sealed class MailboxRows(string file, ListHeader<MailboxColumn> header, MailboxListRules rules, Findings findings)
{
    private readonly List<MailboxRow> _sound = [];
    private readonly Dictionary<SmtpAddress, int> _sources = [];
    private readonly Dictionary<SmtpAddress, int> _destinations = [];

    public IReadOnlyList<MailboxRow> Sound => _sound;

    public void Add(int number, string[] cells)
    {
        var before = findings.Faults.Count;
        if (header.RefuseTooWide(file, number, cells, findings))
        {
            return;
        }

        var source = Address(number, cells, MailboxColumn.SourceEmail, _sources);
        var destination = Address(number, cells, MailboxColumn.DestinationEmail, _destinations);
        RequirePassword(number, cells, MailboxColumn.SourcePassword);
        RequirePassword(number, cells, MailboxColumn.DestinationPassword);
        var flags = Flags(number, cells);
        if (findings.Faults.Count > before || !header.Has(MailboxColumn.SourceEmail) || !header.Has(MailboxColumn.DestinationEmail))
        {
            return;
        }

        _sound.Add(new MailboxRow
        {
            Number = number,
            Source = source,
            Destination = destination,
            SourceLogin = Text(cells, MailboxColumn.SourceLogin),
            SourcePassword = Password(cells, MailboxColumn.SourcePassword),
            DestinationLogin = Text(cells, MailboxColumn.DestinationLogin),
            DestinationPassword = Password(cells, MailboxColumn.DestinationPassword),
            Flags = flags,
            SupportOptions = Text(cells, MailboxColumn.SupportOptions),
        });
    }

    private SmtpAddress Address(int number, string[] cells, MailboxColumn column, Dictionary<SmtpAddress, int> seen)
    {
        if (!header.Has(column))
        {
            // Said once, of the header.
            return default;
        }

        var cell = header.Cell(cells, column).Trim();
        if (!SmtpAddress.TryParse(cell, out var address))
        {
            var what = cell.Length == 0 ? "The cell is blank." : $"\"{cell}\" is not a mail address.";
            findings.Refuse(Where(number, column), what, "Write the mailbox's primary address, such as anna@old.example.");
        }
        else if (!seen.TryAdd(address, number))
        {
            findings.Refuse(Where(number, column), $"{address} is already in row {seen[address]}.", "Each mailbox is named once on either side.");
        }

        return address;
    }

    private void RequirePassword(int number, string[] cells, MailboxColumn column)
    {
        if (!rules.Required.Contains(column) || !header.Has(column) || header.Cell(cells, column).Length > 0)
        {
            return;
        }

        var side = column == MailboxColumn.SourcePassword ? "source" : "destination";
        findings.Refuse(
            Where(number, column),
            "The cell is blank, and no other account opens this mailbox.",
            rules.PasswordRemedy(side));
    }

    private int Flags(int number, string[] cells)
    {
        var cell = header.Cell(cells, MailboxColumn.Flags).Trim();
        if (cell.Length == 0)
        {
            return 0;
        }

        if (int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var flags))
        {
            return flags;
        }

        findings.Refuse(Where(number, MailboxColumn.Flags), $"\"{cell}\" is not a whole number.", "Write 0, or leave the cell blank.");
        return 0;
    }

    private string? Text(string[] cells, MailboxColumn column) => header.Cell(cells, column).Trim() is { Length: > 0 } text ? text : null;

    // Not trimmed: a blank at a password's end is part of it.
    private Secret? Password(string[] cells, MailboxColumn column) => header.Cell(cells, column) is { Length: > 0 } text ? new Secret(text) : null;

    private CsvPlace Where(int number, MailboxColumn column) => new(file, number, MailboxHeader.NameOf(column));
}
