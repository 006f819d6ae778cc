using System.Text;
using System.Xml;

namespace Turnstone.Ews.Autodiscover;

/// <summary>The question for the EWS addresses of a mailbox: SOAP to what ends in .svc ([MS-OXWSADISC]), plain XML to anything else ([MS-OXDSCLI] 2.2.3).</summary>
internal static class SettingsRequest
{
    private const string PoxNamespace = "http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006";
    private const string PoxResponse = "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a";
    private const string SoapEnvelope = "http://schemas.xmlsoap.org/soap/envelope/";
    private const string Addressing = "http://www.w3.org/2005/08/addressing";
    private const string Action = $"{SoapAnswer.Namespace}/Autodiscover/GetUserSettings";

    public static bool IsSoap(Uri url) => url.AbsolutePath.EndsWith(".svc", StringComparison.OrdinalIgnoreCase);

    public static HttpRequestMessage For(Uri url, string address)
    {
        using MemoryStream body = new();
        using (XmlWriter xml = XmlWriter.Create(body, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            if (IsSoap(url))
            {
                WriteSoap(xml, url, address);
            }
            else
            {
                WritePox(xml, address);
            }
        }

        HttpRequestMessage message = new(HttpMethod.Post, url)
        {
            Content = new ByteArrayContent(body.ToArray()),
            Version = System.Net.HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        message.Content.Headers.TryAddWithoutValidation("Content-Type", "text/xml; charset=utf-8");
        message.Headers.TryAddWithoutValidation("User-Agent", "Turnstone.Ews");
        if (IsSoap(url))
        {
            message.Headers.TryAddWithoutValidation("SOAPAction", $"\"{Action}\"");
        }

        return message;
    }

    private static void WritePox(XmlWriter xml, string address)
    {
        xml.WriteStartElement("Autodiscover", PoxNamespace);
        xml.WriteStartElement("Request", PoxNamespace);
        xml.WriteElementString("EMailAddress", PoxNamespace, address);
        xml.WriteElementString("AcceptableResponseSchema", PoxNamespace, PoxResponse);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteSoap(XmlWriter xml, Uri url, string address)
    {
        xml.WriteStartElement("soap", "Envelope", SoapEnvelope);
        xml.WriteAttributeString("xmlns", "a", null, SoapAnswer.Namespace);
        xml.WriteStartElement("Header", SoapEnvelope);
        xml.WriteElementString("RequestedServerVersion", SoapAnswer.Namespace, "Exchange2010");
        xml.WriteElementString("wsa", "Action", Addressing, Action);
        xml.WriteElementString("wsa", "To", Addressing, url.AbsoluteUri);
        xml.WriteEndElement();
        xml.WriteStartElement("Body", SoapEnvelope);
        xml.WriteStartElement("GetUserSettingsRequestMessage", SoapAnswer.Namespace);
        xml.WriteStartElement("Request", SoapAnswer.Namespace);
        xml.WriteStartElement("Users", SoapAnswer.Namespace);
        xml.WriteStartElement("User", SoapAnswer.Namespace);
        xml.WriteElementString("Mailbox", SoapAnswer.Namespace, address);
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteStartElement("RequestedSettings", SoapAnswer.Namespace);
        xml.WriteElementString("Setting", SoapAnswer.Namespace, "InternalEwsUrl");
        xml.WriteElementString("Setting", SoapAnswer.Namespace, "ExternalEwsUrl");
    }
}
