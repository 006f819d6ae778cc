using System.Globalization;
using Turnstone.Sandbox.Properties;
using Turnstone.Sandbox.Soap;

namespace Turnstone.Sandbox.Search;

/// <summary>A search expression: what an item or folder must be like to be found.</summary>
internal abstract record Restriction
{
    private Restriction()
    {
    }

    public abstract bool Matches(PropertyReader read);

    public sealed record All(IReadOnlyList<Restriction> Parts) : Restriction
    {
        public override bool Matches(PropertyReader read) => Parts.All(part => part.Matches(read));
    }

    public sealed record Any(IReadOnlyList<Restriction> Parts) : Restriction
    {
        public override bool Matches(PropertyReader read) => Parts.Any(part => part.Matches(read));
    }

    public sealed record Not(Restriction Inner) : Restriction
    {
        public override bool Matches(PropertyReader read) => !Inner.Matches(read);
    }

    public sealed record Exists(PropertyPath Path) : Restriction
    {
        public override bool Matches(PropertyReader read) => read(Path) is not null;
    }

    public sealed record Excludes(PropertyPath Path, long Mask) : Restriction
    {
        public override bool Matches(PropertyReader read) =>
            read(Path) is { } values && long.TryParse(values[0], NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) && (value & Mask) == 0;
    }

    /// <summary>One of many values of one property: what an Or of equalities is, found in one look instead of one each.</summary>
    public sealed record OneOf(PropertyPath Path, HashSet<string> Values) : Restriction
    {
        public override bool Matches(PropertyReader read) => read(Path) is { } values && values.Any(Values.Contains);
    }

    /// <summary>A property against a constant or another property. A property that is missing matches nothing, not even inequality.</summary>
    public sealed record Comparison(PropertyPath Path, string? Constant, PropertyPath? Other, Func<int, bool> Accepts) : Restriction
    {
        public override bool Matches(PropertyReader read)
        {
            var right = Constant ?? (Other is not null && read(Other) is { } others ? others[0] : null);
            return right is not null && read(Path) is { } values && values.Any(value => Accepts(PropertyComparison.Compare(value, right)));
        }
    }

    public sealed record Contains(PropertyPath Path, string Constant, string Mode, StringComparison Case) : Restriction
    {
        public override bool Matches(PropertyReader read) => read(Path) is { } values && values.Any(Matches);

        private bool Matches(string value) => Mode switch
        {
            "FullString" => value.Equals(Constant, Case),
            "Prefixed" => value.StartsWith(Constant, Case),
            "PrefixOnWords" => value.Split(' ').Any(word => word.StartsWith(Constant, Case)),
            "ExactPhrase" => $" {value} ".Contains($" {Constant} ", Case),
            _ => value.Contains(Constant, Case),
        };
    }
}
