using System.Text;
using CsvHelper;

namespace Turnstone.Cli.Settings;

/// <summary>
/// The file of mailboxes to move. All of its faults are found in one reading, each with row (as a spreadsheet counts them, the header
/// being row 1) and column. UTF-8 or UTF-16, with or without byte order mark; comma, semicolon or tab, by the header.
/// </summary>
internal static class MailboxList
{
    private static readonly char[] Separators = [',', ';', '\t'];

    private const int LongestFile = 64 << 20;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The sound rows in their order; faults go to <paramref name="findings"/>.</summary>
    public static IReadOnlyList<MailboxRow> Read(string path, IReadOnlyCollection<MailboxColumn> required, Findings findings)
    {
        var file = Path.GetFileName(path);
        if (ReadText(path, findings) is not { } text)
        {
            return [];
        }

        using var reader = CsvReader.FromText(text, new CsvReaderOptions
        {
            HasHeader = false,
            Separator = SeparatorOf(text),
            SkipEmptyLines = false,
            OnMalformedRecord = record => RefuseOpenQuote(file, record, findings),
        });
        if (!reader.Read() || Cells(reader) is var header && header.All(string.IsNullOrWhiteSpace))
        {
            findings.Refuse(file, "It is empty.", "Give it a header row and a row for each mailbox.");
            return [];
        }

        var rows = new MailboxRows(file, MailboxHeader.Read(header, file, required, findings), required, findings);
        while (reader.Read())
        {
            rows.Add((int)reader.RowNumber, Cells(reader));
        }

        if (rows.Count == 0)
        {
            findings.Refuse(file, "It lists no mailbox.", "Write a row for each mailbox below the header.");
        }

        return rows.Sound;
    }

    private static string? ReadText(string path, Findings findings)
    {
        const string Where = "--mailboxes";
        try
        {
            if (new FileInfo(path).Length > LongestFile)
            {
                findings.Refuse(Where, $"{path} is larger than any list of mailboxes.", "Name the CSV file.");
                return null;
            }

            using var reader = new StreamReader(path, Strict, detectEncodingFromByteOrderMarks: true);
            var text = reader.ReadToEnd();
            if (text.StartsWith("PK\u0003\u0004", StringComparison.Ordinal))
            {
                findings.Refuse(Where, $"{path} is an Excel workbook.", "Save it as \"CSV UTF-8\" and name that file.");
                return null;
            }

            return text;
        }
        catch (DecoderFallbackException)
        {
            findings.Refuse(Where, $"{path} is not UTF-8 text.", "Save it as \"CSV UTF-8\" (in Excel: Save As, CSV UTF-8).");
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            findings.Refuse(Where, $"{path} cannot be read: {FileTrouble.Say(e)}.", "Name a readable CSV file.");
            return null;
        }
    }

    private static string[] Cells(CsvReader reader) => [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)];

    // Other oddities of quoting keep their characters, which is what a password with a quote in it needs.
    private static void RefuseOpenQuote(string file, CsvMalformedRecord record, Findings findings)
    {
        if (record.Reason == CsvMalformedReason.UnterminatedQuote)
        {
            findings.Refuse($"{file}, row {record.RecordNumber}", "A quote is opened and never closed.", "Close it, and write a quote within quotes twice.");
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
