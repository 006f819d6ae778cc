using System.Xml;

namespace Turnstone.Ews.Autodiscover;

/// <summary>Reads a plain-XML answer ([MS-OXDSCLI] 2.2.4). EXPR is for clients outside, EXCH for those inside.</summary>
internal static class PoxAnswer
{
    private const string Outlook = "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a";

    /// <exception cref="XmlException">It is not XML, or not within bounds.</exception>
    public static async Task<SettingsAnswer?> ReadAsync(TextReader text)
    {
        using XmlReader xml = XmlReader.Create(text, AutodiscoverXml.Settings);
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
                        case "EwsUrl" when type is "EXPR" or "EXHTTP": external ??= SettingsAnswer.ParseUrl(value); break;
                        case "EwsUrl" when type is "EXCH": inside ??= SettingsAnswer.ParseUrl(value); break;
                    }

                    break;
            }
        }

        return action switch
        {
            "redirectAddr" when address is not null => new SettingsAnswer.RedirectAddress(address),
            "redirectUrl" when SettingsAnswer.ParseUrl(url) is { } target => new SettingsAnswer.RedirectUrl(target),
            _ when external is not null || inside is not null => new SettingsAnswer.Found(external, inside),
            _ when code is not null => new SettingsAnswer.Refused(code, message ?? ""),
            _ => null,
        };
    }
}
