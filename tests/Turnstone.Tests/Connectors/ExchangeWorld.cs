using System.Security.Cryptography.X509Certificates;
using System.Text;
using Turnstone.Connectors;
using Turnstone.Connectors.Exchange;
using Turnstone.Engine.Mailboxes;
using Turnstone.Engine.Mailboxes.Content;
using Turnstone.Ews;
using Turnstone.Ews.Operations;
using Turnstone.Ews.Types;
using Turnstone.Sandbox;
using Turnstone.Sandbox.Access;
using Turnstone.Sandbox.Faults;
using Turnstone.Sandbox.Store;
using Turnstone.Sandbox.Throttling;
using Turnstone.Testing.Exchange;
using Xunit;
using Item = Turnstone.Ews.Types.Item;

namespace Turnstone.Tests.Connectors;

/// <summary>A stand-in Exchange with Anna's German mailbox, and what the stories about delivering into it have in common.</summary>
internal sealed class ExchangeWorld : IAsyncDisposable
{
    private const string Password = "Sommer-2026";
    private const string ServicePassword = "Winter-2026";
    private readonly ExchangeServer _server;
    private readonly ContentSpool _spool = new();

    private ExchangeWorld(ExchangeServer server) => _server = server;

    public static SmtpAddress Anna { get; } = SmtpAddress.Parse("anna@new.example");

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public Uri Url => _server.EwsUrl;

    /// <summary>What was asked of the server, and how often that was too much.</summary>
    public ThrottlingCounts Throttling => _server.Throttling;

    /// <summary>The authority of the server's certificate; none where it speaks plain http.</summary>
    public IReadOnlyList<X509Certificate2> Authorities => _server.CertificateAuthorityPem is { } pem ? [X509Certificate2.CreateFromPem(pem)] : [];

    public static async Task<ExchangeWorld> StartAsync(
        string? faults = null, ServerLimits? limits = null, MailboxQuota? quota = null, IReadOnlyList<AccessRule>? access = null, bool tls = false,
        Func<ExchangeServerOptions, ExchangeServerOptions>? change = null)
    {
        var options = new ExchangeServerOptions
        {
            Listen = new Uri(tls ? "https://127.0.0.1:0" : "http://127.0.0.1:0"),
            Mailboxes = [new MailboxSeed(Anna.Value, Password, "de-DE")],
            ServiceAccounts =
            [
                new ServiceAccount("mover", ServicePassword),
                new ServiceAccount("nobody", ServicePassword) { HasFullAccess = false, MayImpersonate = false },
            ],
            Access = access ?? [],
            Throttling = ThrottlingPolicy.Unlimited,
            Faults = faults is null ? null : FaultPlan.Parse(faults),
            Limits = limits ?? new ServerLimits(),
            Quota = quota ?? new MailboxQuota(),
        };
        return new ExchangeWorld(await ExchangeServer.StartAsync(change?.Invoke(options) ?? options, Cancel));
    }

    public ExchangeDestinationMailbox Open(ExchangeAccess access = ExchangeAccess.Owner, string? login = null, SmtpAddress? mailbox = null, string? password = null, Uri? url = null) =>
        new(Options(access, login, mailbox, password) with { Endpoint = ExchangeEndpoint.Parse((url ?? Url).AbsoluteUri) }, TimeProvider.System);

    public ExchangeDestinationOptions Options(
        ExchangeAccess access = ExchangeAccess.Owner, string? login = null, SmtpAddress? mailbox = null, string? password = null) => new()
        {
            Endpoint = ExchangeEndpoint.Parse(Url.AbsoluteUri),
            Login = login ?? (access == ExchangeAccess.Owner ? Anna.Value : "mover"),
            Password = new Secret(password ?? (access == ExchangeAccess.Owner ? Password : ServicePassword)),
            Mailbox = mailbox ?? Anna,
            Access = access,
        };

    /// <summary>What the mailbox holds, told by the server itself.</summary>
    public async Task<IReadOnlyList<Item>> ItemsAsync(DestinationFolder folder, params PropertyPath[] properties)
    {
        using var client = Client();
        var ids = (await client.FindItemAsync(new FindItem { ParentFolderIds = [new FolderId(folder.Id)] }, Cancel))[0].Value!.Items;
        if (ids.Count == 0)
        {
            return [];
        }

        var shape = new ResponseShape(BaseShape.AllProperties) { AdditionalProperties = properties };
        return [.. (await client.GetItemAsync(new GetItem { ItemShape = shape, ItemIds = [.. ids.Select(item => item.ItemId!)] }, Cancel)).Select(r => r.Value!)];
    }

    /// <summary>Anna at her mail program.</summary>
    public MailboxOwner Owner() => new(Url, Anna.Value, Password, _server.CertificateAuthorityPem);

    public EwsClient Client() => new(new EwsClientOptions
    {
        Url = Url,
        Credential = new EwsCredential.Basic(Anna.Value, new EwsPassword(Password)),
        Access = new EwsAccess.Owner(),
    });

    public PreparedItem Item(uint uid, ItemFlags flags = ItemFlags.None, string? body = null, IReadOnlyList<string>? categories = null)
    {
        var text = $"From: Bert <bert@old.example>\r\nTo: anna@new.example\r\nSubject: Nr. {uid}\r\nDate: Mon, 1 Jan 2024 08:00:00 +0100\r\n"
            + $"Message-ID: <{uid}@old.example>\r\nDisposition-Notification-To: bert@old.example\r\n\r\n{body ?? "Hallo"}\r\n";
        using var writer = _spool.Write(text.Length);
        writer.Write(Encoding.UTF8.GetBytes(text));
        return new PreparedItem
        {
            Source = new SourceItem { Uid = uid, Size = text.Length },
            SourceKey = Key(uid),
            ContentKey = ContentKey.FromDigest(Enumerable.Repeat((byte)(uid % 251), 16).ToArray()),
            Content = writer.Complete(),
            Received = new DateTimeOffset(2024, 1, 1, 7, 30, 15, TimeSpan.Zero),
            Sent = new DateTimeOffset(2024, 1, 1, 7, 0, 0, TimeSpan.Zero),
            Flags = flags,
            Categories = categories ?? [],
        };
    }

    public static SourceKey Key(uint uid) => new(SourceKey.ScopeOf(Anna, new SourceFolderId("INBOX")), 7, uid);

    public static DestinationPath Inbox(params string[] below) => new(FolderRole.Inbox, FolderPath.Of(below));

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
