using System.Globalization;
using Turnstone.Sandbox.Soap;

namespace Turnstone.Sandbox.Search;

/// <summary>
/// Compares canonical texts as what they are: numbers, times, or strings. Strings compare without case, as the store's tables
/// do; that EWS restrictions inherit it is an assumption, and the safer one for clients to be tested against.
/// </summary>
internal static class PropertyComparison
{
    public static int Compare(string a, string b)
    {
        if (decimal.TryParse(a, NumberStyles.Number, CultureInfo.InvariantCulture, out var x) && decimal.TryParse(b, NumberStyles.Number, CultureInfo.InvariantCulture, out var y))
        {
            return x.CompareTo(y);
        }

        if (IsTime(a) && IsTime(b) && EwsTime.TryParse(a, out var t) && EwsTime.TryParse(b, out var u))
        {
            return t.CompareTo(u);
        }

        return string.Compare(a, b, StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsTime(string text) => text.Length >= 19 && text[4] == '-' && text[10] == 'T' && char.IsAsciiDigit(text[0]);
}
