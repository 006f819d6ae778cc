using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml.Linq;

namespace Turnstone.Testing.Exchange;

/// <summary>
/// What the owner of a mailbox does in a mail program: moves and deletes. Requests are written out by hand, because our own client knows none
/// of these, and shall not.
/// </summary>
public sealed class MailboxOwner : IDisposable
{
    private static readonly XNamespace Types = "http://schemas.microsoft.com/exchange/services/2006/types";
    private static readonly XNamespace Messages = "http://schemas.microsoft.com/exchange/services/2006/messages";
    private static readonly XNamespace Soap = "http://schemas.xmlsoap.org/soap/envelope/";

    private readonly Uri _url;
    private readonly HttpClient _http;

    public MailboxOwner(Uri url, string login, string password, string? authority)
    {
        _url = url;
        var handler = new SocketsHttpHandler();
        if (authority is not null)
        {
            handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                CustomTrustStore = { X509Certificate2.CreateFromPem(authority) },
                RevocationMode = X509RevocationMode.NoCheck,
            };
        }

        _http = new HttpClient(handler);
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{login}:{password}")));
    }

    /// <summary>A well-known folder.</summary>
    public static XElement Distinguished(string name) => new(Types + "DistinguishedFolderId", new XAttribute("Id", name));

    /// <summary>A folder by its id.</summary>
    public static XElement Folder(string id) => new(Types + "FolderId", new XAttribute("Id", id));

    /// <summary>Makes a folder for mail; its id.</summary>
    public async Task<string> CreateFolderAsync(XElement parent, string name, CancellationToken cancellationToken)
    {
        var folder = new XElement(Types + "Folder", new XElement(Types + "FolderClass", "IPF.Note"), new XElement(Types + "DisplayName", name));
        var answer = await SendAsync(
            new XElement(Messages + "CreateFolder", new XElement(Messages + "ParentFolderId", parent), new XElement(Messages + "Folders", folder)), cancellationToken);
        return answer.Descendants(Types + "FolderId").Single().Attribute("Id")!.Value;
    }

    /// <summary>The ids of the newest items of a folder.</summary>
    public async Task<IReadOnlyList<string>> FindItemsAsync(XElement folder, int most, CancellationToken cancellationToken)
    {
        var view = new XElement(
            Messages + "IndexedPageItemView",
            new XAttribute("MaxEntriesReturned", most.ToString(CultureInfo.InvariantCulture)),
            new XAttribute("Offset", "0"),
            new XAttribute("BasePoint", "Beginning"));
        var shape = new XElement(Messages + "ItemShape", new XElement(Types + "BaseShape", "IdOnly"));
        var answer = await SendAsync(
            new XElement(Messages + "FindItem", new XAttribute("Traversal", "Shallow"), shape, view, new XElement(Messages + "ParentFolderIds", folder)),
            cancellationToken);
        return [.. answer.Descendants(Types + "ItemId").Select(id => id.Attribute("Id")!.Value)];
    }

    public Task MoveItemsAsync(IEnumerable<string> ids, XElement to, CancellationToken cancellationToken) => SendAsync(
        new XElement(Messages + "MoveItem", new XElement(Messages + "ToFolderId", to), Items(ids)), cancellationToken);

    /// <param name="ids">The items.</param>
    /// <param name="how"><c>MoveToDeletedItems</c>, <c>SoftDelete</c> (Shift and Delete) or <c>HardDelete</c>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task DeleteItemsAsync(IEnumerable<string> ids, string how, CancellationToken cancellationToken) => SendAsync(
        new XElement(Messages + "DeleteItem", new XAttribute("DeleteType", how), Items(ids)), cancellationToken);

    /// <summary>Flags items for follow-up.</summary>
    public Task FlagItemsAsync(IEnumerable<string> ids, CancellationToken cancellationToken) => SendAsync(
        new XElement(
            Messages + "UpdateItem",
            new XAttribute("ConflictResolution", "AlwaysOverwrite"),
            new XAttribute("MessageDisposition", "SaveOnly"),
            new XElement(Messages + "ItemChanges", ids.Select(id => new XElement(
                Types + "ItemChange",
                new XElement(Types + "ItemId", new XAttribute("Id", id)),
                new XElement(Types + "Updates", new XElement(
                    Types + "SetItemField",
                    new XElement(Types + "FieldURI", new XAttribute("FieldURI", "item:Flag")),
                    new XElement(Types + "Message", new XElement(Types + "Flag", new XElement(Types + "FlagStatus", "Flagged"))))))))),
        cancellationToken);

    public Task MoveFolderAsync(string id, XElement to, CancellationToken cancellationToken) => SendAsync(
        new XElement(Messages + "MoveFolder", new XElement(Messages + "ToFolderId", to), new XElement(Messages + "FolderIds", Folder(id))), cancellationToken);

    public void Dispose() => _http.Dispose();

    private static XElement Items(IEnumerable<string> ids) =>
        new(Messages + "ItemIds", ids.Select(id => new XElement(Types + "ItemId", new XAttribute("Id", id))));

    private async Task<XElement> SendAsync(XElement operation, CancellationToken cancellationToken)
    {
        var envelope = new XElement(
            Soap + "Envelope",
            new XElement(Soap + "Header", new XElement(Types + "RequestServerVersion", new XAttribute("Version", "Exchange2016"))),
            new XElement(Soap + "Body", operation));
        using var content = new StringContent(envelope.ToString(SaveOptions.DisableFormatting), Encoding.UTF8, "text/xml");
        using var response = await _http.PostAsync(_url, content, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return response.IsSuccessStatusCode && !text.Contains("ResponseClass=\"Error\"", StringComparison.Ordinal)
            ? XElement.Parse(text)
            : throw new InvalidOperationException($"{operation.Name.LocalName} was refused with {(int)response.StatusCode}: {text}");
    }
}
