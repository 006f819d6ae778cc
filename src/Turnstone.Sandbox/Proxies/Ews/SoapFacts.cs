using System.Xml;

namespace Turnstone.Sandbox.Proxies.Ews;

/// <summary>What the beginning of a request tells.</summary>
/// <param name="Operation">The operation; the HTTP method where there is no SOAP.</param>
/// <param name="ActsFor">The mailbox that is impersonated; empty where none is.</param>
internal sealed record SoapFacts(string Operation, string ActsFor)
{
    /// <summary>How much of a request is looked at.</summary>
    public const int Beginning = 16 * 1024;

    public static SoapFacts Read(byte[] beginning, string method)
    {
        var actsFor = "";
        try
        {
            using var xml = XmlReader.Create(new MemoryStream(beginning), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            var inBody = false;
            while (xml.Read())
            {
                if (xml.NodeType != XmlNodeType.Element)
                {
                    continue;
                }

                if (inBody)
                {
                    return new SoapFacts(xml.LocalName, actsFor);
                }

                inBody = xml.LocalName == "Body";
                if (xml.LocalName is "PrimarySmtpAddress" or "SmtpAddress" or "PrincipalName")
                {
                    actsFor = xml.ReadElementContentAsString();
                }
            }
        }
        catch (XmlException)
        {
            // Not SOAP, or none that goes so far.
        }

        return new SoapFacts(method, actsFor);
    }
}
