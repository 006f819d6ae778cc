using System.Globalization;
using Turnstone.Sandbox.Soap;

namespace Turnstone.Sandbox.Properties;

/// <summary>A property a client set, its values in canonical text. One value unless the name is an array.</summary>
internal sealed record ExtendedProperty(PropertyName Name, IReadOnlyList<string> Values)
{
    public string Value => Values[0];

    public static ExtendedProperty Parse(SoapElement element)
    {
        var path = element.Child("ExtendedFieldURI") ?? throw EwsFault.InvalidRequest();
        var name = PropertyPath.Parse(path).Extended!.Value;
        var values = name.IsArray
            ? element.Required("Values").Children.Select(value => Canonical(name.Type, value.Text)).ToArray()
            : [Canonical(name.Type, element.Required("Value").Text)];
        return values.Length == 0 ? throw InvalidValue() : new ExtendedProperty(name, values);
    }

    public static string Canonical(MapiType type, string text)
    {
        try
        {
            return type switch
            {
                MapiType.Integer => int.Parse(text, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
                MapiType.Short => short.Parse(text, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
                MapiType.Long => long.Parse(text, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
                MapiType.Boolean => text.Trim() is "true" or "1" ? "true" : text.Trim() is "false" or "0" ? "false" : throw InvalidValue(),
                MapiType.SystemTime => EwsTime.TryParse(text, out var time) ? EwsTime.Format(time) : throw InvalidValue(),
                MapiType.Binary => Convert.ToBase64String(Convert.FromBase64String(text)),
                MapiType.CLSID => Guid.Parse(text).ToString(),
                MapiType.Double or MapiType.Float or MapiType.ApplicationTime => double.Parse(text, CultureInfo.InvariantCulture).ToString("R", CultureInfo.InvariantCulture),
                MapiType.Currency => decimal.Parse(text, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture),
                MapiType.String => text,
                _ => throw InvalidValue(),
            };
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw InvalidValue();
        }
    }

    public static void Write(EwsWriter writer, PropertyPath path, IReadOnlyList<string> values)
    {
        writer.Start("t:ExtendedProperty");
        path.Write(writer);
        if (path.Extended!.Value.IsArray)
        {
            writer.Start("t:Values");
            foreach (var value in values)
            {
                writer.Element("t:Value", value);
            }

            writer.End("t:Values");
        }
        else
        {
            writer.Element("t:Value", values[0]);
        }

        writer.End("t:ExtendedProperty");
    }

    // Assumption: text from Microsoft's response code reference.
    private static EwsError InvalidValue() => new("ErrorInvalidExtendedPropertyValue", "The extended property value is invalid.");
}
