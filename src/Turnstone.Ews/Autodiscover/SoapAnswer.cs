using System.Xml;

namespace Turnstone.Ews.Autodiscover;

/// <summary>Reads an answer to GetUserSettings ([MS-OXWSADISC] 3.1.4.3): one user, asked about two settings.</summary>
internal static class SoapAnswer
{
    public const string Namespace = "http://schemas.microsoft.com/exchange/2010/Autodiscover";

    /// <exception cref="XmlException">It is not XML, or not within bounds.</exception>
    public static async Task<SettingsAnswer?> ReadAsync(TextReader text)
    {
        using XmlReader xml = XmlReader.Create(text, AutodiscoverXml.Settings);
        string? code = null, message = null, target = null, name = null;
        Uri? external = null, inside = null;
        string element = "";
        while (await xml.ReadAsync())
        {
            switch (xml.NodeType)
            {
                case XmlNodeType.Element:
                    // A fault's words are in no namespace (SOAP 1.1 section 4.4).
                    element = xml.NamespaceURI == Namespace || xml.LocalName is "faultcode" or "faultstring" ? xml.LocalName : "";
                    break;
                case XmlNodeType.EndElement:
                    element = "";
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    string value = (await xml.GetValueAsync()).Trim();
                    switch (element)
                    {
                        // The response as a whole says NoError before the user's own code says otherwise.
                        case "ErrorCode" when value != "NoError": code ??= value; break;
                        case "ErrorMessage" when code is not null: message ??= value; break;
                        case "faultcode": code ??= value; break;
                        case "faultstring": message ??= value; break;
                        case "RedirectTarget": target ??= value; break;
                        case "Name": name = value; break;
                        case "Value" when name == "ExternalEwsUrl": external ??= SettingsAnswer.ParseUrl(value); break;
                        case "Value" when name == "InternalEwsUrl": inside ??= SettingsAnswer.ParseUrl(value); break;
                    }

                    break;
            }
        }

        return code switch
        {
            "RedirectAddress" when target is not null => new SettingsAnswer.RedirectAddress(target),
            "RedirectUrl" when SettingsAnswer.ParseUrl(target) is { } url => new SettingsAnswer.RedirectUrl(url),
            _ when external is not null || inside is not null => new SettingsAnswer.Found(external, inside),
            not null => new SettingsAnswer.Refused(code, message ?? ""),
            _ => null,
        };
    }
}
