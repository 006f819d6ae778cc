using System.Xml;
using System.Xml.Linq;

namespace Turnstone.Sandbox.Proxies.Ews;

/// <summary>From bytes to a tree and back, blanks and characters that XML forbids kept as they are: Exchange sends those too.</summary>
internal static class XmlBytes
{
    public static XDocument Read(byte[] bytes)
    {
        using var reader = XmlReader.Create(new MemoryStream(bytes), new XmlReaderSettings { CheckCharacters = false, DtdProcessing = DtdProcessing.Prohibit });
        return XDocument.Load(reader, LoadOptions.PreserveWhitespace);
    }

    public static byte[] Write(XDocument document)
    {
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, new XmlWriterSettings { CheckCharacters = false, Encoding = new System.Text.UTF8Encoding(false) }))
        {
            document.Save(writer);
        }

        return bytes.ToArray();
    }
}
