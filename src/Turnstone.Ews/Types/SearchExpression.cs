using Turnstone.Ews.Soap;

namespace Turnstone.Ews.Types;

/// <summary>A condition the server applies in FindItem and FindFolder (schema: t:SearchExpression).</summary>
public abstract record SearchExpression
{
    private SearchExpression()
    {
    }

    public sealed record And(params IReadOnlyList<SearchExpression> Operands) : SearchExpression
    {
        internal override void WriteTo(SoapWriter writer) => WriteAll(writer, "And", Operands);
    }

    public sealed record Or(params IReadOnlyList<SearchExpression> Operands) : SearchExpression
    {
        internal override void WriteTo(SoapWriter writer) => WriteAll(writer, "Or", Operands);
    }

    public sealed record Not(SearchExpression Operand) : SearchExpression
    {
        internal override void WriteTo(SoapWriter writer) => WriteAll(writer, "Not", [Operand]);
    }

    public sealed record Exists(PropertyPath Path) : SearchExpression
    {
        internal override void WriteTo(SoapWriter writer)
        {
            writer.StartType("Exists");
            Path.WriteTo(writer);
            writer.End();
        }
    }

    public sealed record IsEqualTo(PropertyPath Path, string Constant) : SearchExpression
    {
        internal override void WriteTo(SoapWriter writer) => WriteComparison(writer, "IsEqualTo", Path, Constant);
    }

    public sealed record IsNotEqualTo(PropertyPath Path, string Constant) : SearchExpression
    {
        internal override void WriteTo(SoapWriter writer) => WriteComparison(writer, "IsNotEqualTo", Path, Constant);
    }

    public sealed record IsGreaterThan(PropertyPath Path, string Constant) : SearchExpression
    {
        internal override void WriteTo(SoapWriter writer) => WriteComparison(writer, "IsGreaterThan", Path, Constant);
    }

    public sealed record IsGreaterThanOrEqualTo(PropertyPath Path, string Constant) : SearchExpression
    {
        internal override void WriteTo(SoapWriter writer) => WriteComparison(writer, "IsGreaterThanOrEqualTo", Path, Constant);
    }

    public sealed record IsLessThan(PropertyPath Path, string Constant) : SearchExpression
    {
        internal override void WriteTo(SoapWriter writer) => WriteComparison(writer, "IsLessThan", Path, Constant);
    }

    public sealed record IsLessThanOrEqualTo(PropertyPath Path, string Constant) : SearchExpression
    {
        internal override void WriteTo(SoapWriter writer) => WriteComparison(writer, "IsLessThanOrEqualTo", Path, Constant);
    }

    /// <summary>Text that holds, begins with or is the constant.</summary>
    public sealed record Contains(
        PropertyPath Path,
        string Constant,
        ContainmentMode Mode = ContainmentMode.Prefixed,
        ContainmentComparison Comparison = ContainmentComparison.Exact) : SearchExpression
    {
        internal override void WriteTo(SoapWriter writer)
        {
            writer.StartType("Contains");
            writer.Attribute("ContainmentMode", Mode.ToString());
            writer.Attribute("ContainmentComparison", Comparison.ToString());
            Path.WriteTo(writer);
            WriteConstant(writer, Constant);
            writer.End();
        }
    }

    internal abstract void WriteTo(SoapWriter writer);

    private static void WriteAll(SoapWriter writer, string name, IReadOnlyList<SearchExpression> operands)
    {
        writer.StartType(name);
        foreach (SearchExpression operand in operands)
        {
            operand.WriteTo(writer);
        }

        writer.End();
    }

    private static void WriteComparison(SoapWriter writer, string name, PropertyPath path, string constant)
    {
        writer.StartType(name);
        path.WriteTo(writer);
        writer.StartType("FieldURIOrConstant");
        WriteConstant(writer, constant);
        writer.End();
        writer.End();
    }

    private static void WriteConstant(SoapWriter writer, string value)
    {
        writer.StartType("Constant");
        writer.Attribute("Value", value);
        writer.End();
    }
}
