using System.Globalization;

namespace Turnstone.Ews.Soap;

/// <summary>Scalars as servers write them; what cannot be understood is null, never an exception.</summary>
internal static class XmlScalar
{
    public static bool? Boolean(string? text) => text?.Trim() switch
    {
        "true" or "1" => true,
        "false" or "0" => false,
        _ => null,
    };

    public static int? Integer(string? text) =>
        int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int value) ? value : null;

    /// <summary>A time without an offset is taken for UTC, as everything else EWS says is.</summary>
    public static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset value)
            ? value
            : null;

    public static TEnum? Word<TEnum>(string? text)
        where TEnum : struct, Enum =>
        Enum.TryParse(text?.Trim(), out TEnum value) && Enum.IsDefined(value) ? value : null;
}
