using System.Globalization;
using System.Text;

namespace Turnstone.Connectors.Imap;

/// <summary>UIDs as commands write them.</summary>
internal static class UidText
{
    /// <summary>So many UIDs, however far apart, make no command longer than the 1000 characters that UW-IMAP and Yahoo read.</summary>
    public const int MostInASet = 80;

    /// <summary>A set of UIDs, ascending, runs of neighbours joined. Never a range that descends: hMailServer refuses those.</summary>
    public static string SetOf(IEnumerable<uint> ascending)
    {
        var text = new StringBuilder();
        (uint First, uint Last)? run = null;
        foreach (var uid in ascending)
        {
            if (run is { } open && uid == open.Last + 1)
            {
                run = open with { Last = uid };
                continue;
            }

            Append(text, run);
            run = (uid, uid);
        }

        Append(text, run);
        return text.ToString();
    }

    private static void Append(StringBuilder text, (uint First, uint Last)? run)
    {
        if (run is not var (first, last))
        {
            return;
        }

        text.Append(text.Length == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $"{first}");
        if (last > first)
        {
            text.Append(CultureInfo.InvariantCulture, $":{last}");
        }
    }
}
