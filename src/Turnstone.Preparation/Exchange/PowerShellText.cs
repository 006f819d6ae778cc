using System.Globalization;
using System.Text;

namespace Turnstone.Preparation.Exchange;

/// <summary>
/// Writes what somebody typed as a PowerShell expression that can be nothing but a text. Only plain ASCII stands between quotes: Windows PowerShell
/// reads a file without a mark in the machine's own code page, and takes four other characters (U+2018 to U+201B) for quotes as well.
/// </summary>
internal static class PowerShellText
{
    public static string Of(string text)
    {
        var parts = new List<string>();
        var plain = new StringBuilder();
        foreach (var c in text)
        {
            if (c is >= ' ' and <= '~')
            {
                plain.Append(c == '\'' ? "''" : c.ToString());
                continue;
            }

            Flush();
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"[char]{(int)c}"));
        }

        Flush();

        // A leading text, so that + joins texts and never adds numbers.
        return parts switch
        {
            [] => "''",
            [var only] when only[0] == '\'' => only,
            [var first, ..] when first[0] == '\'' => $"({string.Join(" + ", parts)})",
            _ => $"('' + {string.Join(" + ", parts)})",
        };

        void Flush()
        {
            if (plain.Length > 0)
            {
                parts.Add($"'{plain}'");
                plain.Clear();
            }
        }
    }
}
