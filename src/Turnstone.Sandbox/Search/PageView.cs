using System.Globalization;
using Turnstone.Sandbox.Soap;

namespace Turnstone.Sandbox.Search;

/// <summary>
/// Which rows of a result are answered, at most 1000 of them (EWSFindCountLimit, [D]). Offsets count from the start, or from
/// the end where BasePoint says so.
/// </summary>
internal sealed record PageView(int Offset, int Max, bool IsFromEnd, bool IsPaged)
{
    private const int FindCountLimit = 1000;

    public static PageView Parse(SoapElement request)
    {
        var view = request.Child("IndexedPageItemView") ?? request.Child("IndexedPageFolderView");
        if (view is not null)
        {
            return new PageView(Number(view, "Offset", 0), Math.Min(FindCountLimit, Number(view, "MaxEntriesReturned", FindCountLimit)), view.Attribute("BasePoint") == "End", true);
        }

        return new PageView(0, FindCountLimit, false, false);
    }

    /// <summary>The rows, the next offset, and whether the last row is among them.</summary>
    public (T[] Rows, int Next, bool IsLast) Apply<T>(T[] all)
    {
        var start = IsFromEnd ? Math.Max(0, all.Length - Offset - Max) : Math.Min(Offset, all.Length);
        var end = IsFromEnd ? Math.Max(0, all.Length - Offset) : Math.Min(all.Length, start + Max);
        return (all[start..end], IsFromEnd ? all.Length - start : end, IsFromEnd ? start == 0 : end == all.Length);
    }

    public void WriteAttributes(EwsWriter writer, int next, int total, bool isLast)
    {
        // In this order in every recording.
        if (IsPaged)
        {
            writer.Attribute("IndexedPagingOffset", next.ToString(CultureInfo.InvariantCulture));
        }

        writer.Attribute("TotalItemsInView", total.ToString(CultureInfo.InvariantCulture));
        writer.Attribute("IncludesLastItemInRange", isLast ? "true" : "false");
    }

    private static int Number(SoapElement view, string name, int fallback)
    {
        var text = view.Attribute(name);
        if (text is null)
        {
            return fallback;
        }

        // Texts are those of the two codes in Microsoft's reference. Assumption.
        return int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= (name == "Offset" ? 0 : 1)
            ? number
            : throw new EwsError("ErrorInvalidPagingMaxRows", "The specified value for the MaxRows property is invalid for this view.");
    }
}
