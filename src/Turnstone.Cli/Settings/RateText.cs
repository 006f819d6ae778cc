using System.Globalization;

namespace Turnstone.Cli.Settings;

/// <summary>A rate as people buy lines: megabits a second.</summary>
internal static class RateText
{
    /// <summary>In bytes a second; null where the text is no rate from 0.1 to a million.</summary>
    public static double? Read(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var megabits) && megabits is >= 0.1 and <= 1_000_000
            ? megabits * 1_000_000 / 8
            : null;
}
