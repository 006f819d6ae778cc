using System.Text;
using System.Xml;

namespace Turnstone.Sandbox.Autodiscover;

/// <summary>A POX request: the address somebody wants the settings of.</summary>
internal sealed record AutodiscoverRequest(string EmailAddress)
{
    private const string RequestNamespace = "http://schemas.microsoft.com/exchange/autodiscover/outlook/requestschema/2006";
    private const string ResponseNamespace = "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a";
    private const int LongestRequest = 64 * 1024;
    private const int DeepestElement = 16;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = LongestRequest,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>Null for anything that is not a request for the settings of one address.</summary>
    public static AutodiscoverRequest? TryParse(ReadOnlyMemory<byte> body)
    {
        if (body.Length > LongestRequest)
        {
            return null;
        }

        try
        {
            using MemoryStream stream = new(body.ToArray(), writable: false);
            using XmlReader reader = XmlReader.Create(stream, Settings);
            return Read(reader);
        }
        catch (Exception notXml) when (notXml is XmlException or DecoderFallbackException or NotSupportedException or ArgumentException)
        {
            return null;
        }
    }

    private static AutodiscoverRequest? Read(XmlReader reader)
    {
        string? address = null;
        string? schema = null;
        string? current = null;
        while (reader.Read())
        {
            if (reader.Depth > DeepestElement)
            {
                return null;
            }

            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (reader.NamespaceURI != RequestNamespace || (reader.Depth == 0 && reader.LocalName != "Autodiscover"))
                    {
                        return null;
                    }

                    current = reader.LocalName;
                    break;
                case XmlNodeType.EndElement:
                    current = null;
                    break;
                case XmlNodeType.Text when current == "EMailAddress":
                    address = reader.Value.Trim();
                    break;
                case XmlNodeType.Text when current == "AcceptableResponseSchema":
                    schema = reader.Value.Trim();
                    break;
            }
        }

        return address is { Length: > 0 } && schema == ResponseNamespace ? new AutodiscoverRequest(address) : null;
    }
}
