using System.Text;
using CsvHelper;

namespace Turnstone.Server.Lists;

/// <summary>
/// A small table as people and spreadsheets write it: comma, semicolon or tab by the header; rows numbered as a spreadsheet numbers them, the
/// header being row 1.
/// </summary>
public sealed class CsvTable
{
    private static readonly char[] Separators = [',', ';', '\t'];

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private CsvTable(string name, string[] header, IReadOnlyList<(int Number, string[] Cells)> rows)
    {
        Name = name;
        Header = header;
        Rows = rows;
    }

    /// <summary>What it is called, for faults.</summary>
    public string Name { get; }

    /// <summary>The first row.</summary>
    public string[] Header { get; }

    /// <summary>Rows that hold anything, without the header.</summary>
    public IReadOnlyList<(int Number, string[] Cells)> Rows { get; }

    /// <summary>Reads the text of a list: UTF-8, or UTF-16 with its mark. The caller disposes it.</summary>
    /// <remarks>Reading throws <see cref="DecoderFallbackException"/> for anything else; an Excel workbook, which is a ZIP archive, ends there too.</remarks>
    public static StreamReader TextOf(Stream list) => new(list, Strict, detectEncodingFromByteOrderMarks: true);

    /// <summary>
    /// Reads the text; null where it holds no table at all. Faults go to <paramref name="findings"/>; a table that holds nothing below its header
    /// is one where <paramref name="listed"/> says what it should list.
    /// </summary>
    public static CsvTable? Read(string name, string text, Findings findings, string? listed = "mailbox")
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(findings);
        var malformed = new HashSet<long>();
        using var reader = CsvReader.FromText(text, new CsvReaderOptions
        {
            HasHeader = false,
            Separator = SeparatorOf(text),
            SkipEmptyLines = false,
            OnMalformedRecord = record => NoteOpenQuote(record, malformed),
        });
        if (!reader.Read() || Cells(reader) is var header && header.All(string.IsNullOrWhiteSpace))
        {
            findings.Refuse(new CsvPlace(name), "It is empty.", "Give it a header row and a row for each entry.");
            return null;
        }

        RefuseOpenQuote(reader.RowNumber);
        List<(int, string[])> rows = [];
        while (reader.Read())
        {
            if (RefuseOpenQuote(reader.RowNumber))
            {
                continue;
            }

            if (Cells(reader) is var cells && !cells.All(string.IsNullOrWhiteSpace))
            {
                rows.Add(((int)reader.RowNumber, cells));
            }
        }

        if (listed is not null && rows.Count == 0 && malformed.Count == 0)
        {
            findings.Refuse(new CsvPlace(name), $"It lists no {listed}.", $"Write a row for each {listed} below the header.");
        }

        return new CsvTable(name, header, rows);

        bool RefuseOpenQuote(long row)
        {
            if (!malformed.Contains(row))
            {
                return false;
            }

            findings.Refuse(new CsvPlace(name, (int)row), "A quote is opened and never closed.", "Close it, and write a quote within quotes twice.");
            return true;
        }
    }

    private static string[] Cells(CsvReader reader) => [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)];

    // Other oddities of quoting keep their characters, which is what a password with a quote in it needs.
    private static void NoteOpenQuote(CsvMalformedRecord record, HashSet<long> malformed)
    {
        if (record.Reason == CsvMalformedReason.UnterminatedQuote)
        {
            malformed.Add(record.RecordNumber);
        }
    }

    // Excel writes the list separator of its own language; the header holds no separator in a name, so the most frequent one is it.
    private static char SeparatorOf(string text)
    {
        var end = text.AsSpan().IndexOfAny('\r', '\n');
        var header = end < 0 ? text : text[..end];
        return Separators.MaxBy(separator => header.Count(c => c == separator));
    }
}
