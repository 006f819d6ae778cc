using System.Text;
using CsvHelper;

namespace Turnstone.Cli.Settings;

/// <summary>
/// A small table from a file: UTF-8, or UTF-16 with its mark; comma, semicolon or tab by the header; rows numbered as a spreadsheet
/// numbers them, the header being row 1.
/// </summary>
internal sealed class CsvFile
{
    private const int LongestFile = 64 << 20;

    private static readonly char[] Separators = [',', ';', '\t'];

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private CsvFile(string name, string[] header, IReadOnlyList<(int Number, string[] Cells)> rows)
    {
        Name = name;
        Header = header;
        Rows = rows;
    }

    /// <summary>The file's name without its folder, for faults.</summary>
    public string Name { get; }

    public string[] Header { get; }

    /// <summary>Rows that hold anything, without the header.</summary>
    public IReadOnlyList<(int Number, string[] Cells)> Rows { get; }

    /// <summary>
    /// Reads the file; null where it cannot be read at all. Faults go to <paramref name="findings"/>; a file that holds nothing below its header
    /// is one where <paramref name="listed"/> says what it should list.
    /// </summary>
    public static CsvFile? Read(string option, string path, Findings findings, string? listed = "mailbox")
    {
        if (ReadText(option, path, findings) is not { } text)
        {
            return null;
        }

        var name = Path.GetFileName(path);
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
            findings.Refuse(name, "It is empty.", "Give it a header row and a row for each entry.");
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
            findings.Refuse(name, $"It lists no {listed}.", $"Write a row for each {listed} below the header.");
        }

        return new CsvFile(name, header, rows);

        bool RefuseOpenQuote(long row)
        {
            if (!malformed.Contains(row))
            {
                return false;
            }

            findings.Refuse($"{name}, row {row}", "A quote is opened and never closed.", "Close it, and write a quote within quotes twice.");
            return true;
        }
    }

    private static string? ReadText(string option, string path, Findings findings)
    {
        try
        {
            if (new FileInfo(path).Length > LongestFile)
            {
                findings.Refuse(option, $"{path} is larger than any such list.", "Name the CSV file.");
                return null;
            }

            using var reader = new StreamReader(path, Strict, detectEncodingFromByteOrderMarks: true);
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException)
        {
            // An Excel workbook is a ZIP archive and ends here too.
            findings.Refuse(option, $"{path} is not UTF-8 text.", "In Excel choose Save As, CSV UTF-8, and name that file.");
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            findings.Refuse(option, $"{path} cannot be read: {FileTrouble.Say(e)}.", "Name a readable CSV file.");
            return null;
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
