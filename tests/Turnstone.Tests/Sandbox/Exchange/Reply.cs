using System.Net;
using System.Net.Http.Headers;
using System.Xml;
using System.Xml.Linq;
using Xunit;

namespace Turnstone.Tests.Sandbox.Exchange;

/// <summary>An answer as text and, where it is XML, as a tree; its payload is held against the schema when that is at hand.</summary>
internal sealed class Reply
{
    private static readonly XNamespace Soap = "http://schemas.xmlsoap.org/soap/envelope/";
    private readonly XElement? _envelope;

    public Reply(HttpResponseMessage response, string text)
    {
        Status = response.StatusCode;
        Headers = response.Headers;
        ContentHeaders = response.Content.Headers;
        Text = text;
        if (response.Content.Headers.ContentType?.MediaType == "text/xml")
        {
            using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { CheckCharacters = false });
            _envelope = XElement.Load(reader);
            Schema.Check(Payload);
        }
    }

    public HttpStatusCode Status { get; }

    public HttpResponseHeaders Headers { get; }

    public HttpContentHeaders ContentHeaders { get; }

    public string Text { get; }

    public XElement? Payload => _envelope?.Element(Soap + "Body")?.Elements().FirstOrDefault();

    /// <summary>The response codes in order.</summary>
    public string[] Codes => Values("ResponseCode");

    public string[] Values(string name) => [.. Elements(name).Select(element => element.Value)];

    public string Value(string name) => Assert.Single(Values(name));

    public string[] Ids(string name) => [.. Elements(name).Select(element => element.Attribute("Id")!.Value)];

    public string Id(string name) => Assert.Single(Ids(name));

    public string Attribute(string element, string attribute) => Elements(element).First().Attribute(attribute)?.Value ?? "";

    public IEnumerable<XElement> Elements(string name) => _envelope?.Descendants().Where(element => element.Name.LocalName == name) ?? [];
}
