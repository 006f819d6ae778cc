using System.Globalization;
using Turnstone.Ews.Soap;

namespace Turnstone.Ews.Types;

/// <summary>
/// A MAPI property with its value, kept as the text that travels so that nothing a server sends is lost. Built through the
/// factories, which refuse a value that does not fit the type its path announces.
/// </summary>
public sealed record ExtendedProperty
{
    internal ExtendedProperty(ExtendedPropertyPath path, IReadOnlyList<string> values)
    {
        Path = path;
        Values = values;
    }

    public ExtendedPropertyPath Path { get; }

    /// <summary>The value as it travels; several for array types, one otherwise.</summary>
    public IReadOnlyList<string> Values { get; }

    public static ExtendedProperty OfInteger(ExtendedPropertyPath path, int value) =>
        Of(path, MapiPropertyType.Integer, value.ToString(CultureInfo.InvariantCulture));

    public static ExtendedProperty OfString(ExtendedPropertyPath path, string value) => Of(path, MapiPropertyType.String, value);

    public static ExtendedProperty OfBoolean(ExtendedPropertyPath path, bool value) =>
        Of(path, MapiPropertyType.Boolean, value ? "true" : "false");

    /// <summary>Written in UTC to the second: a MIME date and an IMAP internal date know no more.</summary>
    public static ExtendedProperty OfSystemTime(ExtendedPropertyPath path, DateTimeOffset value) =>
        Of(path, MapiPropertyType.SystemTime, value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));

    public static ExtendedProperty OfBinary(ExtendedPropertyPath path, ReadOnlySpan<byte> value) =>
        Of(path, MapiPropertyType.Binary, Convert.ToBase64String(value));

    public static ExtendedProperty OfStringArray(ExtendedPropertyPath path, IReadOnlyList<string> values)
    {
        // The schema wants at least one t:Value; an empty array is a property that is not there.
        ArgumentOutOfRangeException.ThrowIfZero(values.Count, nameof(values));
        return Of(path, MapiPropertyType.StringArray, [.. values]);
    }

    /// <summary>The value as a number; null when it is none.</summary>
    public int? AsInteger() => int.TryParse(Single, NumberStyles.Integer, CultureInfo.InvariantCulture, out int value) ? value : null;

    /// <summary>The value as a long number; null when it is none.</summary>
    public long? AsLong() => long.TryParse(Single, NumberStyles.Integer, CultureInfo.InvariantCulture, out long value) ? value : null;

    /// <summary>The value as text; null for an array.</summary>
    public string? AsString() => Single;

    /// <summary>The value as a truth; null when it is none.</summary>
    public bool? AsBoolean() => XmlScalar.Boolean(Single);

    /// <summary>The value as a time in UTC; null when it is none.</summary>
    public DateTimeOffset? AsSystemTime() => XmlScalar.Time(Single);

    /// <summary>The value as bytes; null when it is not base64.</summary>
    public byte[]? AsBinary()
    {
        byte[] bytes = new byte[Single?.Length ?? 0];
        return Single is not null && Convert.TryFromBase64String(Single, bytes, out int written) ? bytes[..written] : null;
    }

    public bool Equals(ExtendedProperty? other) => other is not null && Path == other.Path && Values.SequenceEqual(other.Values, StringComparer.Ordinal);

    public override int GetHashCode() => HashCode.Combine(Path, Values.Count);

    private string? Single => Values.Count == 1 ? Values[0] : null;

    internal void WriteTo(SoapWriter writer)
    {
        writer.StartType("ExtendedProperty");
        Path.WriteTo(writer);
        if (Path.PropertyType.ToString().EndsWith("Array", StringComparison.Ordinal))
        {
            writer.StartType("Values");
            foreach (string value in Values)
            {
                writer.TypeElement("Value", value);
            }

            writer.End();
        }
        else
        {
            writer.TypeElement("Value", Values[0]);
        }

        writer.End();
    }

    private static ExtendedProperty Of(ExtendedPropertyPath path, MapiPropertyType type, params string[] values) =>
        path.PropertyType == type
            ? new ExtendedProperty(path, values)
            : throw new ArgumentException($"The path announces {path.PropertyType}, the value is {type}.", nameof(path));
}
