using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;

namespace Turnstone.Tests.Ews;

/// <summary>Validates envelopes against the schema Exchange 2016 CU, 2019 and Subscription Edition report (V2017_07_11).</summary>
internal static class SchemaValidator
{
    private static readonly Lazy<XmlSchemaSet> Official = new(Compile);

    /// <summary>What the official schema has against the document; empty when nothing.</summary>
    public static IReadOnlyList<string> Validate(byte[] envelope)
    {
        List<string> complaints = [];
        XDocument document = XDocument.Load(new MemoryStream(envelope));
        document.Validate(Official.Value, (_, complaint) => complaints.Add(complaint.Message));
        return complaints;
    }

    private static XmlSchemaSet Compile()
    {
        string entry = Path.Combine(SharedData.FindOrSkip("ews-schema/exchange-v2017_07_11"), "set.xsd");
        XmlSchemaSet schemas = new() { XmlResolver = new XmlUrlResolver() };
        schemas.Add(null, entry);
        schemas.Compile();
        return schemas;
    }
}
