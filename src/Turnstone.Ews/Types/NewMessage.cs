using Turnstone.Ews.Soap;

namespace Turnstone.Ews.Types;

/// <summary>
/// A message to be created, with everything that must be said in the call that creates it. Whatever is null or empty is left
/// to the server. The order on the wire is the schema's and is settled here: the server refuses any other.
/// </summary>
public sealed record NewMessage
{
    public IMimeSource? MimeContent { get; init; }
    public string? ItemClass { get; init; }
    public string? Subject { get; init; }
    public IReadOnlyList<string> Categories { get; init; } = [];
    public Importance? Importance { get; init; }
    public IReadOnlyList<ExtendedProperty> ExtendedProperties { get; init; } = [];

    /// <summary>A language tag such as <c>de-DE</c>.</summary>
    public string? Culture { get; init; }

    public FlagStatus? Flag { get; init; }
    public bool? IsReadReceiptRequested { get; init; }
    public bool? IsDeliveryReceiptRequested { get; init; }
    public bool? IsRead { get; init; }

    internal void WriteTo(SoapWriter writer)
    {
        writer.StartType("Message");
        if (MimeContent is { } mime)
        {
            writer.MimeContent(mime);
        }

        writer.OptionalTypeElement("ItemClass", ItemClass);
        writer.OptionalTypeElement("Subject", Subject);
        if (Categories.Count > 0)
        {
            writer.Strings("Categories", Categories);
        }

        writer.OptionalTypeElement("Importance", Importance?.ToString());
        foreach (ExtendedProperty property in ExtendedProperties)
        {
            property.WriteTo(writer);
        }

        writer.OptionalTypeElement("Culture", Culture);
        if (Flag is { } flag)
        {
            writer.Flag(flag);
        }

        writer.OptionalTypeElement("IsReadReceiptRequested", IsReadReceiptRequested);
        writer.OptionalTypeElement("IsDeliveryReceiptRequested", IsDeliveryReceiptRequested);
        writer.OptionalTypeElement("IsRead", IsRead);
        writer.End();
    }
}
