namespace Turnstone.Server.Lists;

/// <summary>A place in a list.</summary>
/// <param name="List">What the list is called.</param>
/// <param name="Row">The row as a spreadsheet numbers it, the header being row 1; null for the list as a whole.</param>
/// <param name="Column">The column's name; null for the row as a whole.</param>
public sealed record CsvPlace(string List, int? Row = null, string? Column = null)
{
    /// <summary>As people read it.</summary>
    public override string ToString() => Row is null ? List : Column is null ? $"{List}, row {Row}" : $"{List}, row {Row}, column \"{Column}\"";
}
