namespace Turnstone.Engine.Reporting;

/// <summary>Lines of RFC 4180, with text that a spreadsheet would run as a formula made harmless.</summary>
/// <param name="writer">Where they go; stays the caller's.</param>
public sealed class CsvLineWriter(TextWriter writer)
{
    /// <summary>Writes a line; null is an empty field.</summary>
    public async Task WriteAsync(IReadOnlyList<string?> fields, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(fields);
        for (var i = 0; i < fields.Count; i++)
        {
            await writer.WriteAsync((i == 0 ? "" : ",").AsMemory(), cancellationToken);
            await writer.WriteAsync(Field(fields[i] ?? "").AsMemory(), cancellationToken);
        }

        await writer.WriteAsync("\r\n".AsMemory(), cancellationToken);
    }

    private static string Field(string text)
    {
        var safe = VisibleText.Of(text);

        // A folder called =cmd|'/c calc'!A1 is a program to a spreadsheet; the apostrophe makes it a text (OWASP, CSV injection).
        // The full-width forms count too: Excel with an East Asian language takes them for the plain ones.
        if (safe is ['=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠', ..])
        {
            safe = "'" + safe;
        }

        return safe.AsSpan().IndexOfAny(",\";\n\r") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
