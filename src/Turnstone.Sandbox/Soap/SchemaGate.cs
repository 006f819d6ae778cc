using System.Xml;
using System.Xml.Schema;

namespace Turnstone.Sandbox.Soap;

/// <summary>
/// Validates requests the way Exchange does: with .NET's own validator, so the words of a refusal are the real ones.
/// The schema set is Microsoft's and not ours to ship; it is read once from a folder the operator names.
/// </summary>
internal sealed class SchemaGate
{
    private readonly XmlSchemaSet _schemas;

    private SchemaGate(XmlSchemaSet schemas) => _schemas = schemas;

    /// <summary>Loads <c>set.xsd</c>, or <c>types.xsd</c> and <c>messages.xsd</c> where there is none.</summary>
    public static SchemaGate Load(string folder)
    {
        var schemas = new XmlSchemaSet { XmlResolver = new XmlUrlResolver() };
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = new XmlUrlResolver() };
        string[] entries = File.Exists(Path.Combine(folder, "set.xsd")) ? ["set.xsd"] : ["types.xsd", "messages.xsd"];
        foreach (var entry in entries)
        {
            var path = Path.GetFullPath(Path.Combine(folder, entry));
            if (!File.Exists(path))
            {
                throw new FileNotFoundException($"The schema folder {folder} has neither set.xsd nor {entry}: name the folder that holds Exchange's types.xsd and messages.xsd.", path);
            }

            using var reader = XmlReader.Create(path, settings);
            schemas.Add(null, reader);
        }

        schemas.Compile();
        return new SchemaGate(schemas);
    }

    public XmlSchemaValidator Open(XmlReader reader)
    {
        var validator = new XmlSchemaValidator(reader.NameTable, _schemas, (IXmlNamespaceResolver)reader, XmlSchemaValidationFlags.None)
        {
            LineInfoProvider = (IXmlLineInfo)reader,
        };
        validator.ValidationEventHandler += (_, e) =>
        {
            if (e.Severity == XmlSeverityType.Error)
            {
                throw EwsFault.SchemaViolation(e.Message, e.Exception.LineNumber, e.Exception.LinePosition);
            }
        };
        validator.Initialize();
        return validator;
    }
}
