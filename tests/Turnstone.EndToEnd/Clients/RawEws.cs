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

    /// <summary>Every item of a folder, as its properties say.</summary>
    public async Task<IReadOnlyList<RawItem>> FindItemsAsync(XElement folder, CancellationToken cancellationToken)
    {
        var shape = new XElement(
            Messages + "ItemShape",
            new XElement(Types + "BaseShape", "IdOnly"),
            new XElement(
                Types + "AdditionalProperties",
                new XElement(Types + "FieldURI", new XAttribute("FieldURI", "item:Categories")),
                Path("0xE06", "SystemTime"), Path("0xE07", "Integer"), Path("0x1081", "Integer"), Path("0x1090", "Integer"),
                new XElement(
                    Types + "ExtendedFieldURI",
                    new XAttribute("PropertySetId", "e88d9070-3146-425d-b0bd-da93900b1988"),
                    new XAttribute("PropertyName", "TurnstoneSourceKey"),
                    new XAttribute("PropertyType", "String"))));
        var found = new List<RawItem>();
        for (var isLast = false; !isLast;)
        {
            var view = new XElement(
                Messages + "IndexedPageItemView", new XAttribute("MaxEntriesReturned", 500), new XAttribute("Offset", found.Count), new XAttribute("BasePoint", "Beginning"));
            var answer = await SendAsync(
                new XElement(Messages + "FindItem", new XAttribute("Traversal", "Shallow"), shape, view, new XElement(Messages + "ParentFolderIds", folder)), cancellationToken);
            var root = answer.Descendants(Messages + "RootFolder").Single();
            found.AddRange(root.Element(Types + "Items")!.Elements().Select(Read));
            isLast = root.Attribute("IncludesLastItemInRange")!.Value == "true";
        }

        return found;
    }

    /// <summary>An item's MIME as the server makes it.</summary>
    public async Task<byte[]> GetMimeAsync(string id, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(
            new XElement(
                Messages + "GetItem",
                new XElement(Messages + "ItemShape", new XElement(Types + "BaseShape", "IdOnly"), new XElement(Types + "IncludeMimeContent", "true")),
                new XElement(Messages + "ItemIds", new XElement(Types + "ItemId", new XAttribute("Id", id)))),
            cancellationToken);
        return Convert.FromBase64String(answer.Descendants(Types + "MimeContent").Single().Value);
    }

    public void Dispose() => _http.Dispose();

    private static RawItem Read(XElement item)
    {
        string? Of(string tag) => item.Elements(Types + "ExtendedProperty")
            .FirstOrDefault(property => (property.Element(Types + "ExtendedFieldURI")!.Attribute("PropertyTag") ?? property.Element(Types + "ExtendedFieldURI")!.Attribute("PropertyName"))!.Value == tag)
            ?.Element(Types + "Value")!.Value;
        int NumberOf(string tag) => Of(tag) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : 0;

        var flags = NumberOf("0xe07");
        return new RawItem(
            item.Element(Types + "ItemId")!.Attribute("Id")!.Value,
            Of("TurnstoneSourceKey"),
            DateTimeOffset.Parse(Of("0xe06")!, CultureInfo.InvariantCulture),
            IsRead: (flags & 1) != 0,
            IsDraft: (flags & 8) != 0,
            IsFlagged: NumberOf("0x1090") == 2,
            LastVerb: NumberOf("0x1081"),
            [.. item.Elements(Types + "Categories").Elements().Select(category => category.Value)]);
    }

    private static XElement Path(string tag, string type) => new(
        Types + "ExtendedFieldURI", new XAttribute("PropertyTag", tag), new XAttribute("PropertyType", type));

    private static XElement Property(string tag, string type, string value) => new(
        Types + "ExtendedProperty", Path(tag, type), new XElement(Types + "Value", value));

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
