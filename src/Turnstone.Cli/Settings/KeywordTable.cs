using Turnstone.Engine.Planning;

namespace Turnstone.Cli.Settings;

/// <summary>The operator's table of keywords and categories: a CSV file of two columns, with or without the header <c>Keyword,Category</c>.</summary>
internal static class KeywordTable
{
    /// <summary>The policy with the table; every fault with its row.</summary>
    public static KeywordPolicy Read(string option, string path, Findings findings)
    {
        if (CsvFile.Read(option, path, findings, listed: null) is not { } file)
        {
            return KeywordPolicy.Default;
        }

        var table = new Dictionary<string, (string Category, int Row)>(StringComparer.OrdinalIgnoreCase);
        foreach (var (number, cells) in IsHeader(file.Header) ? file.Rows : file.Rows.Prepend((1, file.Header)))
        {
            var (keyword, category) = (cells[0].Trim(), cells.Length > 1 ? cells[1].Trim() : "");
            if (What(cells, keyword, category) is ({ } what, var remedy))
            {
                findings.Refuse($"{file.Name}, row {number}", what, remedy);
            }
            else if (!table.TryAdd(keyword, (category, number)))
            {
                findings.Refuse($"{file.Name}, row {number}", $"The keyword {keyword} is already in row {table[keyword].Row}; keywords have no case.", "Leave one of the two.");
            }
        }

        return new KeywordPolicy(table.Select(entry => KeyValuePair.Create(entry.Key, entry.Value.Category)));
    }

    private static bool IsHeader(string[] cells) =>
        cells is [var first, ..] && first.Trim().Equals("Keyword", StringComparison.OrdinalIgnoreCase)
        && (cells.Length < 2 || cells[1].Trim().Equals("Category", StringComparison.OrdinalIgnoreCase));

    private static (string? What, string Remedy) What(string[] cells, string keyword, string category) =>
        cells.Skip(2).Any(cell => cell.Length > 0)
            ? ($"It has {cells.Length} cells; a keyword and its category are two.", "Put a name that holds a separator in double quotes.")
        : keyword.Length == 0
            ? ("The keyword is blank.", "Write the keyword as the source has it, such as $label1 or Work.")
        : keyword.Any(c => c is <= ' ' or '(' or ')' or '{' or '%' or '*' or '"' or ']' or '\x7f')
            ? ($"\"{keyword}\" is no keyword: a keyword holds no blanks, quotes, brackets or wildcards.", "Write it as the source has it.")
        : category.Length > CategoryNames.Longest
            ? ($"The category is longer than {CategoryNames.Longest} characters.", "Shorten it.")
        : category.Any(CategoryNames.Separators.Contains)
            ? ($"The category \"{category}\" holds a comma or a semicolon, with which Outlook divides categories.", "Write it without.")
        : (null, "");
}
