using System.Globalization;
using Turnstone.Sandbox.Soap;

namespace Turnstone.Sandbox.Properties;

/// <summary>A property as a client names it: a FieldURI, an indexed one, or an extended property with the attributes to echo.</summary>
internal sealed record PropertyPath
{
    public string? FieldUri { get; private init; }

    public string? FieldIndex { get; private init; }

    public PropertyName? Extended { get; private init; }

    private string? DistinguishedSet { get; init; }

    /// <summary>True when the element is a path at all, of any kind.</summary>
    public static bool IsPath(SoapElement element) => element.Name is "FieldURI" or "IndexedFieldURI" or "ExtendedFieldURI";

    public static PropertyPath Parse(SoapElement element) => element.Name switch
    {
        "FieldURI" => new PropertyPath { FieldUri = element.RequiredAttribute("FieldURI") },
        "IndexedFieldURI" => new PropertyPath { FieldUri = element.RequiredAttribute("FieldURI"), FieldIndex = element.RequiredAttribute("FieldIndex") },
        "ExtendedFieldURI" => ParseExtended(element),
        _ => throw EwsFault.InvalidRequest(),
    };

    public void Write(EwsWriter writer)
    {
        if (Extended is not { } name)
        {
            writer.Start(FieldIndex is null ? "t:FieldURI" : "t:IndexedFieldURI");
            writer.Attribute("FieldURI", FieldUri!);
            if (FieldIndex is not null)
            {
                writer.Attribute("FieldIndex", FieldIndex);
            }

            writer.End(FieldIndex is null ? "t:FieldURI" : "t:IndexedFieldURI");
            return;
        }

        writer.Start("t:ExtendedFieldURI");
        if (name.IsTag)
        {
            writer.Attribute("PropertyTag", "0x" + name.Tag.ToString("x", CultureInfo.InvariantCulture));
        }
        else
        {
            if (DistinguishedSet is not null)
            {
                writer.Attribute("DistinguishedPropertySetId", DistinguishedSet);
            }
            else
            {
                writer.Attribute("PropertySetId", name.Set.ToString());
            }

            if (name.Name is not null)
            {
                writer.Attribute("PropertyName", name.Name);
            }
            else
            {
                writer.Attribute("PropertyId", name.Id.ToString(CultureInfo.InvariantCulture));
            }
        }

        writer.Attribute("PropertyType", name.Type + (name.IsArray ? "Array" : ""));
        writer.End("t:ExtendedFieldURI");
    }

    private static PropertyPath ParseExtended(SoapElement element)
    {
        var typeName = element.RequiredAttribute("PropertyType");
        var isArray = typeName.EndsWith("Array", StringComparison.Ordinal);
        if (!Enum.TryParse<MapiType>(isArray ? typeName[..^5] : typeName, ignoreCase: false, out var type))
        {
            throw EwsFault.SchemaViolation($"The 'PropertyType' attribute is invalid - The value '{typeName}' is invalid according to its datatype '{Namespaces.Types}:MapiPropertyTypeType' - The Enumeration constraint failed.");
        }

        if (element.Attribute("PropertyTag") is { } tagText)
        {
            return new PropertyPath { Extended = new PropertyName(ParseTag(tagText), default, null, 0, type, isArray) };
        }

        var distinguished = element.Attribute("DistinguishedPropertySetId");
        var set = distinguished is not null
            ? PropertySets.Find(distinguished)
            : Guid.TryParse(element.Attribute("PropertySetId"), out var parsed) ? parsed : null;
        var name = element.Attribute("PropertyName");
        var id = 0;
        if (set is not { } setId || set == Guid.Empty || (name is null && !TryParseNumber(element.Attribute("PropertyId"), out id)))
        {
            throw InvalidExtendedProperty();
        }

        // Header names compare without case; MAPI itself keeps them in lower case ([MS-OXPROPS], InternetHeaders).
        name = setId == PropertySets.InternetHeaders ? name?.ToLowerInvariant() : name;
        return new PropertyPath { Extended = new PropertyName(0, setId, name, id, type, isArray), DistinguishedSet = distinguished };
    }

    private static int ParseTag(string text) =>
        TryParseNumber(text, out var tag) && tag is > 0 and < 0x8000 ? tag : throw InvalidExtendedProperty();

    private static bool TryParseNumber(string? text, out int value)
    {
        value = 0;
        return text is not null && (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? int.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value)
            : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value));
    }

    // The code's text in Microsoft's reference, shortened; not recorded. Assumption.
    private static EwsFault InvalidExtendedProperty() =>
        new("ErrorInvalidExtendedProperty", "The extended property attribute combination is invalid.");
}
