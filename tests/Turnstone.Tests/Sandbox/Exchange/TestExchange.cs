using System.Net.Http.Headers;
using System.Security;
using System.Text;
using Turnstone.Sandbox;
using Turnstone.Sandbox.Throttling;
using Xunit;

namespace Turnstone.Tests.Sandbox.Exchange;

/// <summary>A server in this process and a client that knows nothing but HTTP and handwritten XML.</summary>
internal sealed class TestExchange : IAsyncDisposable
{
    public const string Anna = "anna@new.example";
    public const string Bob = "bob@new.example";
    public const string Service = "svc";

    private readonly HttpClient _http;

    private TestExchange(ExchangeServer server)
    {
        Server = server;
        _http = new HttpClient { BaseAddress = server.EwsUrl };
    }

    public ExchangeServer Server { get; }

    /// <summary>Where requests go; the server itself unless a proxy is put between.</summary>
    public Uri Url { get => field ?? Server.EwsUrl; set; }

    public static ExchangeServerOptions Options { get; } = new()
    {
        Listen = new Uri("http://127.0.0.1:0"),
        Mailboxes = [new MailboxSeed(Anna, "secret", "de-DE"), new MailboxSeed(Bob, "secret")],
        ServiceAccounts = [new ServiceAccount(Service, "secret")],
        Throttling = ThrottlingPolicy.Unlimited,
    };

    public static async Task<TestExchange> StartAsync(ExchangeServerOptions? options = null) =>
        new(await ExchangeServer.StartAsync(options ?? Options, TestContext.Current.CancellationToken));

    public Task<Reply> CallAsync(string body, string user = Anna, string version = "Exchange2013_SP1", string header = "") =>
        SendAsync(Envelope(body, version, header), user);

    public async Task<Reply> SendAsync(string envelope, string user = Anna, string password = "secret")
    {
        using var request = Request(user, password);
        request.Content = new StringContent(envelope, Encoding.UTF8, "text/xml");
        return await SendAsync(request);
    }

    public async Task<Reply> SendAsync(HttpRequestMessage request)
    {
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return new Reply(response, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    public HttpRequestMessage Request(string? user, string password = "secret")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Url);
        if (user is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}")));
        }

        return request;
    }

    public static string Envelope(string body, string version = "Exchange2013_SP1", string header = "") =>
        $"""<?xml version="1.0" encoding="utf-8"?><s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types" xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"><s:Header><t:RequestServerVersion Version="{version}"/>{header}</s:Header><s:Body>{body}</s:Body></s:Envelope>""";

    public static string Impersonate(string address) =>
        $"<t:ExchangeImpersonation><t:ConnectingSID><t:PrimarySmtpAddress>{address}</t:PrimarySmtpAddress></t:ConnectingSID></t:ExchangeImpersonation>";

    /// <summary>A distinguished folder, of someone else's mailbox where an address is given.</summary>
    public static string Well(string name, string? mailbox = null) => mailbox is null
        ? $"<t:DistinguishedFolderId Id=\"{name}\"/>"
        : $"<t:DistinguishedFolderId Id=\"{name}\"><t:Mailbox><t:EmailAddress>{mailbox}</t:EmailAddress></t:Mailbox></t:DistinguishedFolderId>";

    public static string GetFolder(string id, string shape = "AllProperties") =>
        $"<m:GetFolder><m:FolderShape><t:BaseShape>{shape}</t:BaseShape></m:FolderShape><m:FolderIds>{id}</m:FolderIds></m:GetFolder>";

    public static string CreateFolder(string parent, params string[] names) =>
        $"<m:CreateFolder><m:ParentFolderId>{parent}</m:ParentFolderId><m:Folders>{string.Concat(names.Select(name => $"<t:Folder><t:FolderClass>IPF.Note</t:FolderClass><t:DisplayName>{SecurityElement.Escape(name)}</t:DisplayName></t:Folder>"))}</m:Folders></m:CreateFolder>";

    public static string CreateItem(string folder, params string[] messages) =>
        $"<m:CreateItem MessageDisposition=\"SaveOnly\"><m:SavedItemFolderId>{folder}</m:SavedItemFolderId><m:Items>{string.Concat(messages)}</m:Items></m:CreateItem>";

    public static string Message(string mime, string properties = "") =>
        $"<t:Message><t:MimeContent>{Convert.ToBase64String(Encoding.UTF8.GetBytes(mime))}</t:MimeContent>{properties}</t:Message>";

    public static string Letter(string subject, string body = "Hello") =>
        $"From: Ann <ann@old.example>\r\nTo: Bob <bob@old.example>\r\nSubject: {subject}\r\nDate: Mon, 2 Jan 2012 10:00:00 +0000\r\nMessage-ID: <{subject.GetHashCode(StringComparison.Ordinal)}@old.example>\r\n\r\n{body}\r\n";

    public static string Tag(string tag, string type, string value) =>
        $"<t:ExtendedProperty><t:ExtendedFieldURI PropertyTag=\"{tag}\" PropertyType=\"{type}\"/><t:Value>{value}</t:Value></t:ExtendedProperty>";

    public static string Key(string value) =>
        $"<t:ExtendedProperty>{KeyPath}<t:Value>{value}</t:Value></t:ExtendedProperty>";

    public const string KeyPath = "<t:ExtendedFieldURI PropertySetId=\"8a3e0b52-3f0d-4c43-9d6c-0a1f6f4f6a11\" PropertyName=\"SourceKey\" PropertyType=\"String\"/>";

    public static string FindItem(string folder, string shape = "AllProperties", string additional = "", string page = "", string rest = "") =>
        $"<m:FindItem Traversal=\"Shallow\"><m:ItemShape><t:BaseShape>{shape}</t:BaseShape>{(additional.Length > 0 ? $"<t:AdditionalProperties>{additional}</t:AdditionalProperties>" : "")}</m:ItemShape>{page}{rest}<m:ParentFolderIds>{folder}</m:ParentFolderIds></m:FindItem>";

    public static string GetItem(string id, string shape = "AllProperties", bool mime = true, string additional = "") =>
        $"<m:GetItem><m:ItemShape><t:BaseShape>{shape}</t:BaseShape><t:IncludeMimeContent>{(mime ? "true" : "false")}</t:IncludeMimeContent>{(additional.Length > 0 ? $"<t:AdditionalProperties>{additional}</t:AdditionalProperties>" : "")}</m:ItemShape><m:ItemIds><t:ItemId Id=\"{id}\"/></m:ItemIds></m:GetItem>";

    public static string Sync(string folder, string? state = null, int max = 512) =>
        $"<m:SyncFolderItems><m:ItemShape><t:BaseShape>IdOnly</t:BaseShape></m:ItemShape><m:SyncFolderId>{folder}</m:SyncFolderId>{(state is null ? "" : $"<m:SyncState>{state}</m:SyncState>")}<m:MaxChangesReturned>{max}</m:MaxChangesReturned></m:SyncFolderItems>";

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Server.DisposeAsync();
    }
}
