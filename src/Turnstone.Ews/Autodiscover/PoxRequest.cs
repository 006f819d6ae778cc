using System.Text;
using System.Xml;

namespace Turnstone.Ews.Autodiscover;

/// <summary>The plain-XML question for the settings of an address ([MS-OXDSCLI] 2.2.3).</summary>
internal static class PoxRequest
{
    private const string Request = "http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006";
    private const string Response = "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a";

    public static HttpRequestMessage For(Uri url, string address)
    {
        using MemoryStream body = new();
        using (XmlWriter xml = XmlWriter.Create(body, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            xml.WriteStartElement("Autodiscover", Request);
            xml.WriteStartElement("Request", Request);
            xml.WriteElementString("EMailAddress", Request, address);
            xml.WriteElementString("AcceptableResponseSchema", Request, Response);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        HttpRequestMessage message = new(HttpMethod.Post, url)
        {
            Content = new ByteArrayContent(body.ToArray()),
            Version = System.Net.HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        message.Content.Headers.TryAddWithoutValidation("Content-Type", "text/xml; charset=utf-8");
        message.Headers.TryAddWithoutValidation("User-Agent", "Turnstone.Ews");
        return message;
    }
}
