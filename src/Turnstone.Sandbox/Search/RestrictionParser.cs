using System.Globalization;
using Turnstone.Sandbox.Properties;
using Turnstone.Sandbox.Soap;

namespace Turnstone.Sandbox.Search;

/// <summary>Reads t:Restriction. Depth is bounded by the request reader.</summary>
internal static class RestrictionParser
{
    private static readonly Dictionary<string, string> Importance = new() { ["Low"] = "0", ["Normal"] = "1", ["High"] = "2" };
    private static readonly Dictionary<string, string> Sensitivity = new() { ["Normal"] = "0", ["Personal"] = "1", ["Private"] = "2", ["Confidential"] = "3" };

    public static Restriction? Parse(SoapElement? restriction) => restriction?.FirstChild is { } expression ? Expression(expression) : null;

    private static Restriction Expression(SoapElement element) => element.Name switch
    {
        "And" => new Restriction.All([.. element.Children.Select(Expression)]),
        "Or" => Any([.. element.Children.Select(Expression)]),
        "Not" => new Restriction.Not(Expression(element.FirstChild ?? throw EwsFault.InvalidRequest())),
        "Exists" => new Restriction.Exists(Path(element)),
        "Excludes" => new Restriction.Excludes(Path(element), Mask(element.Required("Bitmask").RequiredAttribute("Value"))),
        "Contains" => Contains(element),
        "IsEqualTo" => Compare(element, order => order == 0),
        "IsNotEqualTo" => Compare(element, order => order != 0),
        "IsGreaterThan" => Compare(element, order => order > 0),
        "IsGreaterThanOrEqualTo" => Compare(element, order => order >= 0),
        "IsLessThan" => Compare(element, order => order < 0),
        "IsLessThanOrEqualTo" => Compare(element, order => order <= 0),
        _ => throw EwsFault.InvalidRequest(),
    };

    private static Restriction Any(IReadOnlyList<Restriction> parts)
    {
        if (parts.Count > 1 && parts[0] is Restriction.Comparison { Path.Extended: { Type: MapiType.String } } first && parts.All(part => IsStringEquality(part, first.Path)))
        {
            return new Restriction.OneOf(first.Path, parts.Cast<Restriction.Comparison>().Select(part => part.Constant!).ToHashSet(StringComparer.OrdinalIgnoreCase));
        }

        return new Restriction.Any(parts);
    }

    private static bool IsStringEquality(Restriction part, PropertyPath path) =>
        part is Restriction.Comparison { Constant: not null } comparison && comparison.Path == path && comparison.Accepts(0) && !comparison.Accepts(1) && !comparison.Accepts(-1);

    private static Restriction.Comparison Compare(SoapElement element, Func<int, bool> accepts)
    {
        var path = Path(element);
        var right = element.Required("FieldURIOrConstant").FirstChild ?? throw EwsFault.InvalidRequest();
        return right.Name == "Constant"
            ? new Restriction.Comparison(path, Constant(path, right.RequiredAttribute("Value")), null, accepts)
            : new Restriction.Comparison(path, null, PropertyPath.Parse(right), accepts);
    }

    private static Restriction.Contains Contains(SoapElement element)
    {
        var comparison = element.Attribute("ContainmentComparison") ?? "Exact";
        return new Restriction.Contains(
            Path(element),
            element.Required("Constant").RequiredAttribute("Value"),
            element.Attribute("ContainmentMode") ?? "FullString",
            comparison.Contains("IgnoreCase", StringComparison.Ordinal) || comparison.StartsWith("Loose", StringComparison.Ordinal) ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
    }

    private static PropertyPath Path(SoapElement element) => PropertyPath.Parse(element.Children.FirstOrDefault(PropertyPath.IsPath) ?? throw EwsFault.InvalidRequest());

    private static string Constant(PropertyPath path, string value) => path switch
    {
        { FieldUri: "item:Importance" } => Importance.GetValueOrDefault(value, value),
        { FieldUri: "item:Sensitivity" } => Sensitivity.GetValueOrDefault(value, value),
        { Extended: { } name } => ExtendedProperty.Canonical(name.Type, value),
        { FieldUri: { } field } when field.Contains(":Is", StringComparison.Ordinal) || field == "item:HasAttachments" => value is "1" or "true" ? "true" : "false",
        _ => value,
    };

    private static long Mask(string text)
    {
        var isHex = text.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        return long.TryParse(isHex ? text.AsSpan(2) : text, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.Integer, CultureInfo.InvariantCulture, out var mask)
            ? mask
            : throw EwsFault.InvalidRequest();
    }
}
