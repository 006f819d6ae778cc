using System.Globalization;
using Turnstone.Ews.Soap;

namespace Turnstone.Ews.Types;

/// <summary>
/// Points at a MAPI property. Two paths are equal when they name the same property the same way: tags and GUIDs are compared
/// as numbers, since servers answer <c>0xe06</c> where they were asked for <c>0x0E06</c>.
/// </summary>
public abstract record ExtendedPropertyPath : PropertyPath
{
    private ExtendedPropertyPath(MapiPropertyType type) => PropertyType = type;

    public MapiPropertyType PropertyType { get; }

    /// <summary>A property with a fixed tag, given without its type half: 0x0E06.</summary>
    public sealed record ByTag(ushort Tag, MapiPropertyType Type) : ExtendedPropertyPath(Type)
    {
        private protected override void WriteKeyTo(SoapWriter writer) =>
            writer.Attribute("PropertyTag", "0x" + Tag.ToString("X4", CultureInfo.InvariantCulture));
    }

    /// <summary>A property of a set, known by name.</summary>
    public sealed record ByName(PropertySet Set, string Name, MapiPropertyType Type) : ExtendedPropertyPath(Type)
    {
        private protected override void WriteKeyTo(SoapWriter writer)
        {
            Set.WriteAttributeTo(writer);
            writer.Attribute("PropertyName", Name);
        }
    }

    /// <summary>A property of a set, known by number.</summary>
    public sealed record ById(PropertySet Set, int Id, MapiPropertyType Type) : ExtendedPropertyPath(Type)
    {
        private protected override void WriteKeyTo(SoapWriter writer)
        {
            Set.WriteAttributeTo(writer);
            writer.Attribute("PropertyId", Id.ToString(CultureInfo.InvariantCulture));
        }
    }

    public static ExtendedPropertyPath Tagged(ushort tag, MapiPropertyType type) => new ByTag(tag, type);

    public static ExtendedPropertyPath Named(Guid propertySet, string name, MapiPropertyType type) =>
        new ByName(new PropertySet.Custom(propertySet), name, type);

    public static ExtendedPropertyPath Named(DistinguishedPropertySet propertySet, string name, MapiPropertyType type) =>
        new ByName(new PropertySet.Distinguished(propertySet), name, type);

    public static ExtendedPropertyPath Numbered(Guid propertySet, int id, MapiPropertyType type) =>
        new ById(new PropertySet.Custom(propertySet), id, type);

    public static ExtendedPropertyPath Numbered(DistinguishedPropertySet propertySet, int id, MapiPropertyType type) =>
        new ById(new PropertySet.Distinguished(propertySet), id, type);

    internal override void WriteTo(SoapWriter writer)
    {
        writer.StartType("ExtendedFieldURI");
        WriteKeyTo(writer);
        writer.Attribute("PropertyType", PropertyType.ToString());
        writer.End();
    }

    private protected abstract void WriteKeyTo(SoapWriter writer);
}
