namespace Turnstone.Server.Lists;

/// <summary>The first row of a list: which column stands where.</summary>
internal sealed class ListHeader<TColumn>
    where TColumn : struct, Enum
{
    private readonly Dictionary<TColumn, int> _places = [];

    private ListHeader(int width) => Width = width;

    /// <summary>Cells in the header row.</summary>
    public int Width { get; }

    /// <summary>Reads the row; what is wrong with it goes to <paramref name="findings"/>.</summary>
    /// <param name="cells">The row.</param>
    /// <param name="list">What the list is called.</param>
    /// <param name="columns">What the columns are called, and how else people write them.</param>
    /// <param name="required">Those that have to be there.</param>
    /// <param name="findings">Hears of faults and of columns that are passed over.</param>
    public static ListHeader<TColumn> Read(string[] cells, string list, ListColumns<TColumn> columns, IReadOnlyCollection<TColumn> required, Findings findings)
    {
        var header = new ListHeader<TColumn>(cells.Length);
        for (var i = 0; i < cells.Length; i++)
        {
            var title = cells[i].Trim();
            if (columns.Recognise(title) is not { } column)
            {
                if (title.Length > 0)
                {
                    findings.Remark($"{list}, row 1: the column \"{title}\" is not known and is passed over.");
                }
            }
            else if (!header._places.TryAdd(column, i))
            {
                findings.Refuse(new CsvPlace(list, 1, title), $"There are two columns for {columns.Names[column]}.", "Leave one.");
            }
        }

        foreach (var column in required.Where(column => !header._places.ContainsKey(column)))
        {
            findings.Refuse(new CsvPlace(list, 1, columns.Names[column]), "The column is missing.", columns.Remedy);
        }

        return header;
    }

    public bool Has(TColumn column) => _places.ContainsKey(column);

    /// <summary>The cell of this column; an empty text where the row is too short or the column is not there.</summary>
    public string Cell(string[] cells, TColumn column) => _places.TryGetValue(column, out var place) && place < cells.Length ? cells[place] : "";

    /// <summary>Whether a row holds something that no column is for: a value with an unquoted separator, mostly.</summary>
    public bool RefuseTooWide(string list, int number, string[] cells, Findings findings)
    {
        if (cells.Length <= Width || cells.Skip(Width).All(cell => cell.Length == 0))
        {
            return false;
        }

        findings.Refuse(new CsvPlace(list, number), $"It has {cells.Length} cells, the header {Width}.", "Put a value that holds a separator or a quote in double quotes.");
        return true;
    }
}
