using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Turnstone.Sandbox.Autodiscover;

/// <summary>
/// SOAP Autodiscover's GetUserSettings, from request bytes to answer bytes, for the two settings that lead to EWS. Shapes from the
/// documented examples [D, GetUserSettings]; a setting that is not known here comes back as an error of its own, as there.
/// </summary>
/// <param name="ewsUrl">The address given as internal and external EWS URL.</param>
/// <param name="find">The mailbox of an SMTP address, or null.</param>
public sealed class SoapAutodiscover(Uri ewsUrl, Func<string, AutodiscoverUser?> find)
{
    private const string ContentType = "text/xml; charset=utf-8";
    private static readonly XNamespace Messages = "http://schemas.microsoft.com/exchange/2010/Autodiscover";
    private static readonly XNamespace Soap = "http://schemas.xmlsoap.org/soap/envelope/";
    private static readonly XNamespace Addressing = "http://www.w3.org/2005/08/addressing";

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = 64 * 1024,
    };

    public AutodiscoverAnswer Answer(ReadOnlyMemory<byte> request)
    {
        XElement? asked = Read(request)?.Root?.Element(Soap + "Body")?.Element(Messages + "GetUserSettingsRequestMessage")?.Element(Messages + "Request");
        if (asked is null)
        {
            return Compose(500, new XElement(Soap + "Fault", new XElement("faultcode", "s:Client"), new XElement("faultstring", "The message could not be processed.")));
        }

        var settings = asked.Descendants(Messages + "Setting").Select(setting => setting.Value.Trim()).ToList();
        return Compose(200, Message(
            "GetUserSettingsResponseMessage",
            Message(
                "Response",
                Message("ErrorCode", "NoError"),
                Message("ErrorMessage"),
                Message("UserResponses", asked.Descendants(Messages + "Mailbox").Select(mailbox => Respond(mailbox.Value.Trim(), settings))))));
    }

    private XElement Respond(string address, List<string> settings)
    {
        if (find(address) is null)
        {
            return Message("UserResponse", Message("ErrorCode", "InvalidUser"), Message("ErrorMessage", $"Invalid user: '{address}'"), Message("UserSettingErrors"), Message("UserSettings"));
        }

        return Message(
            "UserResponse",
            Message("ErrorCode", "NoError"),
            Message("ErrorMessage", "No error."),
            Message("UserSettingErrors", settings.Where(name => !IsKnown(name)).Select(name => Message(
                "UserSettingError", Message("ErrorCode", "SettingIsNotAvailable"), Message("ErrorMessage", "The setting is not available."), Message("SettingName", name)))),
            Message("UserSettings", settings.Where(IsKnown).Select(name => Message("UserSetting", Message("Name", name), Message("Value", ewsUrl.AbsoluteUri)))));
    }

    private static bool IsKnown(string setting) => setting is "InternalEwsUrl" or "ExternalEwsUrl";

    private static XElement Message(string name, params object[] content) => new(Messages + name, content);

    /// <summary>Null for what is not XML, or is more of it than a question needs.</summary>
    private static XDocument? Read(ReadOnlyMemory<byte> request)
    {
        try
        {
            using MemoryStream stream = new(request.ToArray(), writable: false);
            using XmlReader reader = XmlReader.Create(stream, Settings);
            return XDocument.Load(reader);
        }
        catch (Exception notXml) when (notXml is XmlException or DecoderFallbackException or NotSupportedException or ArgumentException)
        {
            return null;
        }
    }

    private static AutodiscoverAnswer Compose(int status, XElement body)
    {
        XElement version = new(
            Messages + "ServerVersionInfo",
            new XElement(Messages + "MajorVersion", 15),
            new XElement(Messages + "MinorVersion", 2),
            new XElement(Messages + "Version", "Exchange2016"));
        XElement action = new(Addressing + "Action", $"{Messages}/Autodiscover/GetUserSettingsResponse");
        XElement envelope = new(
            Soap + "Envelope",
            new XAttribute(XNamespace.Xmlns + "s", Soap),
            new XAttribute(XNamespace.Xmlns + "a", Addressing),
            new XElement(Soap + "Header", action, version),
            new XElement(Soap + "Body", body));
        return new AutodiscoverAnswer(status, ContentType, Encoding.UTF8.GetBytes(envelope.ToString(SaveOptions.DisableFormatting)));
    }
}
