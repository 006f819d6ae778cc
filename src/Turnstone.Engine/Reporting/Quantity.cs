using System.Globalization;

namespace Turnstone.Engine.Reporting;

/// <summary>Numbers as people read them, the same in the terminal and in the report, whatever the machine's language.</summary>
public static class Quantity
{
    /// <summary>With thousands set apart: <c>3,412</c>.</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Decimal units, as disks and quotas are sold: <c>4.2 MB</c>.</summary>
    public static string Bytes(double bytes)
    {
        string[] units = ["B", "kB", "MB", "GB", "TB"];
        var unit = 0;
        while (bytes >= 999.5 && unit < units.Length - 1)
        {
            bytes /= 1000;
            unit++;
        }

        var format = unit == 0 || bytes >= 99.95 ? "0" : "0.0";
        return string.Create(CultureInfo.InvariantCulture, $"{bytes.ToString(format, CultureInfo.InvariantCulture)} {units[unit]}");
    }

    /// <summary>To the second, from the left as far as there is any: <c>0:07</c>, <c>12:30</c>, <c>3:05:00</c>.</summary>
    public static string Duration(TimeSpan time)
    {
        var seconds = Math.Max(0, (long)Math.Round(time.TotalSeconds));
        var (hours, minutes) = (seconds / 3600, seconds / 60 % 60);
        return hours > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{hours}:{minutes:00}:{seconds % 60:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{minutes}:{seconds % 60:00}");
    }

    /// <summary>Items a second, with a decimal while they are few: <c>0.4/s</c>, <c>38/s</c>.</summary>
    public static string Rate(double itemsPerSecond) =>
        string.Create(CultureInfo.InvariantCulture, $"{itemsPerSecond.ToString(itemsPerSecond < 9.95 ? "0.0" : "N0", CultureInfo.InvariantCulture)}/s");
}
