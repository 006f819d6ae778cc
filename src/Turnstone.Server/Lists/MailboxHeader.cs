using System.Globalization;

namespace Turnstone.Server.Lists;

/// <summary>The first row of the mailbox list: which column stands where. Old export scripts spell the names in several ways; all are taken.</summary>
public sealed class MailboxHeader
{
    private static readonly Dictionary<MailboxColumn, string> Names = new()
    {
        [MailboxColumn.SourceEmail] = "Source Email",
        [MailboxColumn.SourceLogin] = "Source Login Name",
        [MailboxColumn.SourcePassword] = "Source Password",
        [MailboxColumn.DestinationEmail] = "Destination Email",
        [MailboxColumn.DestinationLogin] = "Destination Login Name",
        [MailboxColumn.DestinationPassword] = "Destination Password",
        [MailboxColumn.Flags] = "Flags",
        [MailboxColumn.SupportOptions] = "Support Options",
    };

    private readonly Dictionary<MailboxColumn, int> _places = [];

    private MailboxHeader(int width) => Width = width;

    /// <summary>Cells in the header row.</summary>
    internal int Width { get; }

    /// <summary>The column's name as it is written.</summary>
    public static string NameOf(MailboxColumn column) => Names[column];

    /// <summary>All columns as they are written, in their order.</summary>
    public static IReadOnlyCollection<string> AllNames => Names.Values;

    internal static MailboxHeader Read(string[] cells, string file, IReadOnlyCollection<MailboxColumn> required, Findings findings)
    {
        var header = new MailboxHeader(cells.Length);
        for (var i = 0; i < cells.Length; i++)
        {
            var title = cells[i].Trim();
            if (Recognise(title) is not { } column)
            {
                if (title.Length > 0)
                {
                    findings.Remark($"{file}, row 1: the column \"{title}\" is not known and is passed over.");
                }
            }
            else if (!header._places.TryAdd(column, i))
            {
                findings.Refuse(new CsvPlace(file, 1, title), $"There are two columns for {NameOf(column)}.", "Leave one.");
            }
        }

        foreach (var column in required.Where(column => !header._places.ContainsKey(column)))
        {
            findings.Refuse(
                new CsvPlace(file, 1, NameOf(column)), "The column is missing.", $"The header is {string.Join(',', Names.Values)}; the last may be missing.");
        }

        return header;
    }

    internal bool Has(MailboxColumn column) => _places.ContainsKey(column);

    /// <summary>The cell of this column; an empty text where the row is too short or the column is not there.</summary>
    internal string Cell(string[] cells, MailboxColumn column) => _places.TryGetValue(column, out var place) && place < cells.Length ? cells[place] : "";

    private static MailboxColumn? Recognise(string title)
    {
        var name = string.Concat(title.Where(char.IsLetter)).ToLower(CultureInfo.InvariantCulture);
        name = name.StartsWith("target", StringComparison.Ordinal) ? "destination" + name["target".Length..] : name;
        return name switch
        {
            "sourceemail" or "sourceemailaddress" or "sourceaddress" => MailboxColumn.SourceEmail,
            "sourceloginname" or "sourcelogin" or "sourceusername" or "sourceuser" => MailboxColumn.SourceLogin,
            "sourcepassword" => MailboxColumn.SourcePassword,
            "destinationemail" or "destinationemailaddress" or "destinationaddress" => MailboxColumn.DestinationEmail,
            "destinationloginname" or "destinationlogin" or "destinationusername" or "destinationuser" => MailboxColumn.DestinationLogin,
            "destinationpassword" => MailboxColumn.DestinationPassword,
            "flags" or "flag" => MailboxColumn.Flags,
            "supportoptions" or "supportoption" or "advancedoptions" or "options" => MailboxColumn.SupportOptions,
            _ => null,
        };
    }
}
