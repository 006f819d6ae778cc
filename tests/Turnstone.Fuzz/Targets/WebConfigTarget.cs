using System.Xml;
using System.Xml.Linq;
using Turnstone.Preparation.WebConfig;

namespace Turnstone.Fuzz.Targets;

/// <summary>
/// A file that somebody takes for a web.config. It is refused, or patched so that a second patch finds nothing to do and nothing but the named values
/// differs.
/// </summary>
internal sealed class WebConfigTarget() : FuzzTarget(
    "web-config",
    "<configuration>", "</configuration>", "<system.webServer>", "<security>", "<requestFiltering>", "<requestFiltering />", "<requestLimits maxAllowedContentLength=\"1\" />", "</requestFiltering>", "<location path='.'>",
    "<bindings>", "<binding name='n'>", "<httpsTransport maxReceivedMessageSize = '2'/>", "<UMLegacyMessageEncoderSoap11Element/>", " maxReceivedMessageSize=\"3\"", "<!--", "-->", "<![CDATA[", "]]>", "<?p ?>",
    "<!DOCTYPE x [<!ENTITY a 'b'>]>", "&a;", "&#51;", "\r", "\r\n", "\uFEFF", "<?xml version=\"1.0\" encoding=\"windows-1252\"?>", "xmlns='u'", " configSource='x'")
{
    private const int Wanted = 210_763_776;

    public override string Run(byte[] input)
    {
        WebConfigPatch once;
        try
        {
            once = WebConfigPatcher.Patch(input, Wanted, "web.config");
        }
        catch (WebConfigException)
        {
            return "refused";
        }

        var twice = WebConfigPatcher.Patch(once.Bytes, Wanted, "web.config");
        BrokenLawException.Require(!twice.IsChanged && twice.Bytes.AsSpan().SequenceEqual(once.Bytes), "A second patch changes nothing.");
        BrokenLawException.Require(once.Changes.Any(change => change.Before is null) || XNode.DeepEquals(WithoutLimits(input), WithoutLimits(once.Bytes)), "Nothing but the limits differs.");
        return $"{once.Role} {once.IsChanged} {once.Notes.Count} {Math.Min(once.Changes.Count, 5)}";
    }

    private static XDocument WithoutLimits(byte[] file)
    {
        using var reader = XmlReader.Create(new MemoryStream(file), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        var document = XDocument.Load(reader, LoadOptions.PreserveWhitespace);
        foreach (var limit in document.Descendants().Attributes().Where(attribute => attribute.Name.LocalName is "maxAllowedContentLength" or "maxReceivedMessageSize"))
        {
            limit.Value = "";
        }

        return document;
    }
}
