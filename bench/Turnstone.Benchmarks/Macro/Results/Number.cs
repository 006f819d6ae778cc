using System.Globalization;

namespace Turnstone.Benchmarks.Macro.Results;

/// <summary>Numbers for tables: as exact as a measurement is.</summary>
internal static class Number
{
    /// <summary>Three digits that count.</summary>
    public static string Of(double value) => value switch
    {
        double.NaN or double.PositiveInfinity => "–",
        >= 100 => value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.ToString("0.00", CultureInfo.InvariantCulture),
    };

    public static string Mebibytes(long bytes) => (bytes / (double)(1 << 20)).ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>A share in hundredths.</summary>
    public static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    public static string Count(long count) => count.ToString("#,0", CultureInfo.InvariantCulture);
}
