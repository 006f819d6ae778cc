using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Xunit;

namespace Turnstone.Tests.Sandbox.Exchange;

/// <summary>Exchange's own schema, where it lies beside the repository; payloads are then validated as they come.</summary>
internal static class Schema
{
    private static readonly Lazy<XmlSchemaSet?> Set = new(Load);

    public static string? Folder
    {
        get
        {
            var data = Environment.GetEnvironmentVariable("TURNSTONE_TEST_DATA") ?? Beside("shared");
            var folder = data is null ? null : Path.Combine(data, "ews-schema", "exchange-v2017_07_11");
            return Directory.Exists(folder) ? folder : null;
        }
    }

    public static void Check(XElement? payload)
    {
        // A real fault breaks the SOAP schema (xml:lang on faultstring), and GetServerTimeZones breaks Exchange's own: both recorded.
        if (payload is null || Set.Value is not { } schemas || payload.Name.LocalName is "Fault" or "GetServerTimeZonesResponse" || payload.Name.LocalName == "Response")
        {
            return;
        }

        var document = new XDocument(payload);
        document.Validate(schemas, (_, e) => Assert.Fail($"{payload.Name.LocalName} breaks the schema: {e.Message}"));
    }

    private static XmlSchemaSet? Load()
    {
        if (Folder is null)
        {
            return null;
        }

        var schemas = new XmlSchemaSet { XmlResolver = new XmlUrlResolver() };
        schemas.Add(null, Path.Combine(Folder, "set.xsd"));
        schemas.Compile();
        return schemas;
    }

    private static string? Beside(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Turnstone.slnx")))
            {
                return Path.Combine(folder.Parent!.FullName, name);
            }
        }

        return null;
    }
}
