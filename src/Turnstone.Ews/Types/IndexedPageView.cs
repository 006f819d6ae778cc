using System.Globalization;
using Turnstone.Ews.Soap;

namespace Turnstone.Ews.Types;

/// <summary>
/// One page of a view. Servers cap a page at 1000 entries by policy (EWSFindCountLimit) whatever is asked; go on at
/// <c>IndexedPagingOffset</c> of the answer until it says it includes the last item.
/// </summary>
public sealed record IndexedPageView(int MaxEntriesReturned, int Offset = 0)
{
    internal void WriteTo(SoapWriter writer, string name)
    {
        writer.StartMessage(name);
        writer.Attribute("MaxEntriesReturned", MaxEntriesReturned.ToString(CultureInfo.InvariantCulture));
        writer.Attribute("Offset", Offset.ToString(CultureInfo.InvariantCulture));
        writer.Attribute("BasePoint", "Beginning");
        writer.End();
    }
}
