using Turnstone.Ews.Types;

namespace Turnstone.Ews.Soap;

/// <summary>Reads the ids and extended properties that folders and items share.</summary>
internal static class TypeReaders
{
    public static ItemId? ItemId(SoapReader reader) =>
        reader.Attribute("Id") is { } id ? new ItemId(id, reader.Attribute("ChangeKey")) : null;

    public static FolderId? FolderId(SoapReader reader) =>
        reader.Attribute("Id") is { } id ? new FolderId(id, reader.Attribute("ChangeKey")) : null;

    public static async ValueTask<IReadOnlyList<string>> StringsAsync(SoapReader reader)
    {
        List<string> values = [];
        SoapReader.Children children = reader.Descend();
        while (await children.NextAsync())
        {
            values.Add(await reader.TextAsync());
        }

        return values;
    }

    /// <summary>Null where the path is one the schema does not know: the property is passed over rather than the answer refused.</summary>
    public static async ValueTask<ExtendedProperty?> ExtendedPropertyAsync(SoapReader reader)
    {
        ExtendedPropertyPath? path = null;
        IReadOnlyList<string> values = [];
        SoapReader.Children children = reader.Descend();
        while (await children.NextAsync())
        {
            switch (reader.Name)
            {
                case "ExtendedFieldURI":
                    path = Path(reader);
                    break;
                case "Value":
                    values = [await reader.TextAsync()];
                    break;
                case "Values":
                    values = await StringsAsync(reader);
                    break;
            }
        }

        return path is null ? null : new ExtendedProperty(path, values);
    }

    private static ExtendedPropertyPath? Path(SoapReader reader)
    {
        if (XmlScalar.Word<MapiPropertyType>(reader.Attribute("PropertyType")) is not { } type)
        {
            return null;
        }

        if (reader.Attribute("PropertyTag") is { } tag)
        {
            return Tag(tag) is { } number ? ExtendedPropertyPath.Tagged(number, type) : null;
        }

        PropertySet? set = Guid.TryParse(reader.Attribute("PropertySetId"), out Guid guid)
            ? new PropertySet.Custom(guid)
            : XmlScalar.Word<DistinguishedPropertySet>(reader.Attribute("DistinguishedPropertySetId")) is { } known
                ? new PropertySet.Distinguished(known)
                : null;
        return (set, reader.Attribute("PropertyName"), XmlScalar.Integer(reader.Attribute("PropertyId"))) switch
        {
            (null, _, _) => null,
            (_, { } name, _) => new ExtendedPropertyPath.ByName(set, name, type),
            (_, null, { } id) => new ExtendedPropertyPath.ById(set, id, type),
            _ => null,
        };
    }

    private static ushort? Tag(string text) =>
        text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? ushort.TryParse(text.AsSpan(2), System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture, out ushort hex) ? hex : null
            : ushort.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out ushort number) ? number : null;
}
