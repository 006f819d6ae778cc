using Turnstone.Ews.Soap;

namespace Turnstone.Ews.Types;

/// <summary>One key of a sort order.</summary>
public sealed record FieldOrder(PropertyPath Path, SortDirection Order = SortDirection.Ascending)
{
    internal void WriteTo(SoapWriter writer)
    {
        writer.StartType("FieldOrder");
        writer.Attribute("Order", Order.ToString());
        Path.WriteTo(writer);
        writer.End();
    }
}

public enum SortDirection
{
    Ascending,
    Descending,
}
