using Turnstone.Ews.Soap;

namespace Turnstone.Ews.Types;

/// <summary>The property set a named property lives in.</summary>
public abstract record PropertySet
{
    private PropertySet()
    {
    }

    /// <summary>A set the schema has a word for.</summary>
    public sealed record Distinguished(DistinguishedPropertySet Set) : PropertySet
    {
        internal override void WriteAttributeTo(SoapWriter writer) => writer.Attribute("DistinguishedPropertySetId", Set.ToString());
    }

    /// <summary>A set of anyone's own, known by its GUID.</summary>
    public sealed record Custom(Guid Id) : PropertySet
    {
        internal override void WriteAttributeTo(SoapWriter writer) => writer.Attribute("PropertySetId", Id.ToString("D"));
    }

    internal abstract void WriteAttributeTo(SoapWriter writer);
}
