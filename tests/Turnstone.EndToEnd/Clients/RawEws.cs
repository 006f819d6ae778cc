using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml.Linq;

namespace Turnstone.EndToEnd.Clients;

/// <summary>Requests written out by hand, so that what the foreign clients read was put there by nothing of ours but the wire.</summary>
internal sealed class RawEws : IDisposable
{
    private static readonly XNamespace Types = "http://schemas.microsoft.com/exchange/services/2006/types";
    private static readonly XNamespace Messages = "http://schemas.microsoft.com/exchange/services/2006/messages";
    private readonly ExchangeLogin _login;
    private readonly HttpClient _http;

    public RawEws(ExchangeLogin login)
    {
        _login = login;
        var handler = new SocketsHttpHandler();
        if (login.AuthorityPath is { } authority)
        {
            handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { X509CertificateLoader.LoadCertificateFromFile(authority) },
                RevocationMode = X509RevocationMode.NoCheck,
            };
        }

        _http = new HttpClient(handler);
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login.Login}:{login.Password}")));
    }

    /// <summary>A folder for mail below a well-known folder or another's id; its id.</summary>
    public async Task<string> CreateFolderAsync(XElement parent, string name, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(
            new XElement(
                Messages + "CreateFolder",
                new XElement(Messages + "ParentFolderId", parent),
                new XElement(Messages + "Folders", new XElement(Types + "Folder", new XElement(Types + "FolderClass", "IPF.Note"), new XElement(Types + "DisplayName", name)))),
            cancellationToken);
        return answer.Descendants(Types + "FolderId").Single().Attribute("Id")!.Value;
    }

    public XElement Distinguished(string name) => new(
        Types + "DistinguishedFolderId",
        new XAttribute("Id", name),
        new XElement(Types + "Mailbox", new XElement(Types + "EmailAddress", _login.Mailbox)));

    public static XElement Folder(string id) => new(Types + "FolderId", new XAttribute("Id", id));

    /// <summary>Saves a message as a migration would: bytes, delivery and submit time, message flags, flag and categories at once.</summary>
    public Task CreateItemAsync(
        XElement folder, byte[] mime, DateTimeOffset received, bool isRead, bool isFlagged, IEnumerable<string> categories, CancellationToken cancellationToken)
    {
        var list = categories.ToList();
        var message = new XElement(
            Types + "Message",
            new XElement(Types + "MimeContent", Convert.ToBase64String(mime)),
            list.Count == 0 ? null : new XElement(Types + "Categories", list.Select(name => new XElement(Types + "String", name))),
            Property("0xE07", "Integer", isRead ? "1" : "0"),
            Property("0xE06", "SystemTime", Zulu(received)),
            Property("0x39", "SystemTime", Zulu(received.AddSeconds(-30))),
            isFlagged ? Property("0x1090", "Integer", "2") : null);
        return SendAsync(
            new XElement(
                Messages + "CreateItem",
                new XAttribute("MessageDisposition", "SaveOnly"),
                new XElement(Messages + "SavedItemFolderId", folder),
                new XElement(Messages + "Items", message)),
            cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private static XElement Property(string tag, string type, string value) => new(
        Types + "ExtendedProperty",
        new XElement(Types + "ExtendedFieldURI", new XAttribute("PropertyTag", tag), new XAttribute("PropertyType", type)),
        new XElement(Types + "Value", value));

    private static string Zulu(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private async Task<XElement> SendAsync(XElement operation, CancellationToken cancellationToken)
    {
        XNamespace soap = "http://schemas.xmlsoap.org/soap/envelope/";
        var envelope = new XElement(
            soap + "Envelope",
            new XElement(soap + "Header", new XElement(Types + "RequestServerVersion", new XAttribute("Version", "Exchange2016"))),
            new XElement(soap + "Body", operation));
        using var content = new StringContent(envelope.ToString(SaveOptions.DisableFormatting), Encoding.UTF8, "text/xml");
        using var response = await _http.PostAsync(_login.Url, content, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode && text.Contains("ResponseClass=\"Success\"", StringComparison.Ordinal)
            ? XElement.Parse(text)
            : throw new InvalidOperationException($"{operation.Name.LocalName} was refused with {(int)response.StatusCode}: {text}");
    }
}
