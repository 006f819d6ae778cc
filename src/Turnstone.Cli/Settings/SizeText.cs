using System.Globalization;
using System.Text.RegularExpressions;

namespace Turnstone.Cli.Settings;

/// <summary>A size as people give it: bytes, or <c>500kB</c>, <c>25MB</c>, <c>1.5GB</c> in thousands as reports show them, or <c>MiB</c> and its like in 1024s.</summary>
internal static partial class SizeText
{
    private static readonly string[] Units = ["", "k", "m", "g", "t"];

    public static long? Read(string option, string? text, Findings findings)
    {
        if (text is null)
        {
            return null;
        }

        if (Form().Match(text) is { Success: true } match
            && decimal.TryParse(match.Groups["number"].ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number * Scale(match) is var bytes and > 0 and <= long.MaxValue && bytes == decimal.Truncate(bytes))
        {
            return (long)bytes;
        }

        findings.Refuse(option, $"\"{text}\" is not a size it takes.", "Write bytes above zero, or a size such as 500kB, 25MB or 1GB.");
        return null;
    }

    private static decimal Scale(Match match)
    {
        var (scale, step) = (1m, match.Groups["binary"].Success ? 1024 : 1000);
        for (var power = Array.IndexOf(Units, match.Groups["unit"].Value.ToLowerInvariant()); power > 0; power--)
        {
            scale *= step;
        }

        return scale;
    }

    [GeneratedRegex(@"^(?<number>\d{1,15}(\.\d{1,6})?)\s*(?<unit>[kmgt]?)(?<binary>(?<=[kmgt])i)?b?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
