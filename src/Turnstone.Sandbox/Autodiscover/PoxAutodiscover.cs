using System.Globalization;
using System.Text;
using System.Xml;

namespace Turnstone.Sandbox.Autodiscover;

/// <summary>
/// Plain-XML Autodiscover, from request bytes to answer bytes. Shapes from the recorded answers of Exchange Online, as none of an
/// on-premises server was found [R, section 8]; what only Online sends (MicrosoftOnline, EMWS, ECP options) is left out.
/// </summary>
/// <param name="ewsUrl">The address given as internal and external EWS URL.</param>
/// <param name="find">The mailbox of an SMTP address, or null.</param>
/// <param name="time">Clock of the error's time stamp.</param>
public sealed class PoxAutodiscover(Uri ewsUrl, Func<string, AutodiscoverUser?> find, TimeProvider time)
{
    private const string ResponseNamespace = "http://schemas.microsoft.com/exchange/autodiscover/responseschema/2006";
    private const string OutlookNamespace = "http://schemas.microsoft.com/exchange/autodiscover/outlook/responseschema/2006a";
    private const string ContentType = "text/xml; charset=utf-8";

    // A hash of the server in the real one; recorded values have ten digits [R].
    private const string ErrorId = "2561797305";

    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(false), Indent = true };

    public AutodiscoverAnswer Answer(ReadOnlyMemory<byte> request)
    {
        if (AutodiscoverRequest.TryParse(request) is not { } asked)
        {
            // [R] This Response is in the outer namespace, not in Outlook's.
            return Refuse(ResponseNamespace, "600", "Invalid Request");
        }

        // Assumption, from the product's documented error table: unknown addresses are 500 inside Outlook's namespace.
        return find(asked.EmailAddress) is { } user
            ? Settle(user)
            : Refuse(OutlookNamespace, "500", "The email address can't be found.");
    }

    private AutodiscoverAnswer Settle(AutodiscoverUser user) => Compose(OutlookNamespace, xml =>
    {
        xml.WriteStartElement("User");
        xml.WriteElementString("DisplayName", user.DisplayName);
        xml.WriteElementString("LegacyDN", user.LegacyDn);
        xml.WriteElementString("AutoDiscoverSMTPAddress", user.SmtpAddress);
        xml.WriteEndElement();
        xml.WriteStartElement("Account");
        xml.WriteElementString("AccountType", "email");
        xml.WriteElementString("Action", "settings");
        WriteProtocol(xml, "EXCH", isExternal: false);
        WriteProtocol(xml, "EXPR", isExternal: true);
        WriteWeb(xml);
        xml.WriteEndElement();
    });

    private void WriteProtocol(XmlWriter xml, string type, bool isExternal)
    {
        xml.WriteStartElement("Protocol");
        xml.WriteElementString("Type", type);
        xml.WriteElementString("Server", ewsUrl.Host);
        if (isExternal)
        {
            xml.WriteElementString("SSL", ewsUrl.Scheme == Uri.UriSchemeHttps ? "On" : "Off");
            xml.WriteElementString("AuthPackage", "Basic");
        }

        xml.WriteElementString("ASUrl", ewsUrl.AbsoluteUri);
        xml.WriteElementString("EwsUrl", ewsUrl.AbsoluteUri);
        xml.WriteElementString("OOFUrl", ewsUrl.AbsoluteUri);
        xml.WriteEndElement();
    }

    private void WriteWeb(XmlWriter xml)
    {
        xml.WriteStartElement("Protocol");
        xml.WriteElementString("Type", "WEB");
        xml.WriteStartElement("Internal");
        xml.WriteStartElement("OWAUrl");
        xml.WriteAttributeString("AuthenticationMethod", "Basic, Fba");
        xml.WriteString(new Uri(ewsUrl, "/owa/").AbsoluteUri);
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private AutodiscoverAnswer Refuse(string responseNamespace, string code, string message) => Compose(responseNamespace, xml =>
    {
        xml.WriteStartElement("Error");
        xml.WriteAttributeString("Time", time.GetUtcNow().ToString("HH:mm:ss.fffffff", CultureInfo.InvariantCulture));
        xml.WriteAttributeString("Id", ErrorId);
        xml.WriteElementString("ErrorCode", code);
        xml.WriteElementString("Message", message);
        xml.WriteElementString("DebugData", "");
        xml.WriteEndElement();
    });

    private static AutodiscoverAnswer Compose(string responseNamespace, Action<XmlWriter> writeResponse)
    {
        using MemoryStream body = new();
        using (XmlWriter xml = XmlWriter.Create(body, Settings))
        {
            xml.WriteStartDocument();
            xml.WriteStartElement("Autodiscover", ResponseNamespace);
            xml.WriteStartElement("Response", responseNamespace);
            writeResponse(xml);
            xml.WriteEndDocument();
        }

        return new AutodiscoverAnswer(200, ContentType, body.ToArray());
    }
}
