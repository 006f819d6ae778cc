using Turnstone.Ews.Soap;

namespace Turnstone.Ews.Operations;

/// <summary>Where a page stands in its view; what the server did not say is null.</summary>
public sealed record PageResult
{
    public int? TotalItemsInView { get; init; }

    /// <summary>Offset of the next page; answered only where a page was asked for.</summary>
    public int? IndexedPagingOffset { get; init; }

    public bool? IncludesLastItemInRange { get; init; }

    internal static PageResult From(SoapReader reader) => new()
    {
        TotalItemsInView = XmlScalar.Integer(reader.Attribute("TotalItemsInView")),
        IndexedPagingOffset = XmlScalar.Integer(reader.Attribute("IndexedPagingOffset")),
        IncludesLastItemInRange = XmlScalar.Boolean(reader.Attribute("IncludesLastItemInRange")),
    };
}
