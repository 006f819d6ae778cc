using System.Xml;

namespace Turnstone.Ews.Autodiscover;

/// <summary>What a plain-XML Autodiscover answer says. Anything but these few is no answer.</summary>
internal abstract record PoxAnswer
{
    private const string Outlook = "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a";

    private static readonly XmlReaderSettings Settings = new()
    {
        Async = true,
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = 1 << 20,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    private PoxAnswer()
    {
    }

    /// <summary>EXPR is for clients outside, EXCH for those inside; either may be missing.</summary>
    public sealed record Found(Uri? External, Uri? Internal) : PoxAnswer;

    public sealed record RedirectAddress(string Address) : PoxAnswer;

    public sealed record RedirectUrl(Uri Url) : PoxAnswer;

    public sealed record Refused(string Code, string Message) : PoxAnswer;

    /// <exception cref="XmlException">It is not XML, or not within bounds.</exception>
    public static async Task<PoxAnswer?> ReadAsync(TextReader text)
    {
        using XmlReader xml = XmlReader.Create(text, Settings);
        string? action = null, address = null, url = null, code = null, message = null, type = null;
        Uri? external = null, inside = null;
        string element = "";
        while (await xml.ReadAsync())
        {
            switch (xml.NodeType)
            {
                case XmlNodeType.Element:
                    // The account's actions are Outlook's; an error stands in either namespace [R].
                    element = xml.NamespaceURI == Outlook || xml.LocalName is "ErrorCode" or "Message" ? xml.LocalName : "";
                    type = element == "Protocol" ? xml.GetAttribute("Type") : type;
                    break;
                case XmlNodeType.EndElement:
                    element = "";
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    string value = (await xml.GetValueAsync()).Trim();
                    switch (element)
                    {
                        case "Action": action ??= value; break;
                        case "RedirectAddr": address ??= value; break;
                        case "RedirectUrl": url ??= value; break;
                        case "ErrorCode": code ??= value; break;
                        case "Message": message ??= value; break;
                        case "Type": type = value; break;
                        case "EwsUrl" when type is "EXPR" or "EXHTTP": external ??= Parse(value); break;
                        case "EwsUrl" when type is "EXCH": inside ??= Parse(value); break;
                    }

                    break;
            }
        }

        return action switch
        {
            "redirectAddr" when address is not null => new RedirectAddress(address),
            "redirectUrl" when Parse(url) is { } target => new RedirectUrl(target),
            _ when external is not null || inside is not null => new Found(external, inside),
            _ when code is not null => new Refused(code, message ?? ""),
            _ => null,
        };
    }

    private static Uri? Parse(string? text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? address) ? address : null;
}
