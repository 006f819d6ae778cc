using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Security;
using MailKit.Search;
using Turnstone.Sandbox.Dovecot;
using Turnstone.Testing;

namespace Turnstone.EndToEnd.Clients;

/// <summary>
/// Debian's DavMail, headless in a directory of its own, on loopback ports of its own, read through its IMAP side. One
/// process serves every mailbox: it signs in at Exchange with what its IMAP client signs in with.
/// </summary>
internal sealed class DavMailClient : IAsyncDisposable
{
    // davmail-server is the gateway without the desktop program and its window toolkit.
    private static readonly DebianPackage Package = new("davmail-server", "davmail-server.service");
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("turnstone-davmail-");
    private RunningProcess? _process;

    public int ImapPort { get; private set; }

    public static Task EnsureAsync(CancellationToken cancellationToken) =>
        DebianPackages.EnsureAsync([Package], Console.WriteLine, cancellationToken);

    public static async Task<DavMailClient> StartAsync(Uri ews, string? authorityPath, CancellationToken cancellationToken)
    {
        var client = new DavMailClient();
        try
        {
            await client.LaunchAsync(ews, authorityPath, cancellationToken);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <summary>All folders of the mailbox that DavMail shows, with their items in its order, which is by date received.</summary>
    public async Task<IReadOnlyList<SeenFolder>> ReadAsync(string login, string password, CancellationToken cancellationToken)
    {
        using var client = new ImapClient { Timeout = (int)StartLimit.TotalMilliseconds };
        await client.ConnectAsync("127.0.0.1", ImapPort, SecureSocketOptions.None, cancellationToken);
        await client.AuthenticateAsync(login, password, cancellationToken);
        var folders = new List<SeenFolder>();
        foreach (var folder in await client.GetFoldersAsync(client.PersonalNamespaces[0], cancellationToken: cancellationToken))
        {
            if (!folder.Attributes.HasFlag(FolderAttributes.NoSelect))
            {
                folders.Add(await ReadAsync(folder, cancellationToken));
            }
        }

        await client.DisconnectAsync(quit: true, cancellationToken);
        return folders;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _directory.Delete(recursive: true);
    }

    private static async Task<SeenFolder> ReadAsync(IMailFolder folder, CancellationToken cancellationToken)
    {
        const MessageSummaryItems Seen =
            MessageSummaryItems.UniqueId | MessageSummaryItems.Envelope | MessageSummaryItems.Flags | MessageSummaryItems.InternalDate | MessageSummaryItems.Size;
        try
        {
            await folder.OpenAsync(FolderAccess.ReadOnly, cancellationToken);
        }
        catch (ImapCommandException e)
        {
            return new SeenFolder(folder.FullName.Split('/'), 0, []) { Refusal = e.ResponseText };
        }

        var items = folder.Count == 0 ? [] : await folder.FetchAsync(0, -1, Seen, cancellationToken);
        return new SeenFolder(folder.FullName.Split('/'), folder.Count, [.. items.Select(Item)]);
    }

    private static SeenItem Item(IMessageSummary item) => new(
        item.Envelope?.Subject ?? "",
        item.InternalDate,
        item.Flags!.Value.HasFlag(MessageFlags.Seen),
        item.Flags!.Value.HasFlag(MessageFlags.Flagged),
        [.. item.Keywords],
        item.Size ?? 0);

    private async Task LaunchAsync(Uri ews, string? authorityPath, CancellationToken cancellationToken)
    {
        ImapPort = FreePort();
        var log = Path.Combine(_directory.FullName, "davmail.log");
        var properties = Path.Combine(_directory.FullName, "davmail.properties");
        await File.WriteAllTextAsync(properties, Properties(ews, log), cancellationToken);
        _process = RunningProcess.Start(
            "/usr/bin/java",
            [.. await TrustAsync(authorityPath, cancellationToken), "-Xmx256m", "-Djava.awt.headless=true", "-jar", "/usr/share/davmail/davmail.jar", "-server", properties],
            directory: _directory.FullName);
        await ListensAsync(cancellationToken);
    }

    /// <summary>
    /// Every setting that matters is here, so that DavMail's defaults may change: no update check (it asks davmail.sourceforge.net),
    /// no keep-alive blanks in FETCH answers, no port but IMAP's, no folder limit that would hide items.
    /// </summary>
    private string Properties(Uri ews, string log) => string.Create(CultureInfo.InvariantCulture, $"""
        davmail.server=true
        davmail.mode=EWS
        davmail.url={ews}
        davmail.imapPort={ImapPort}
        davmail.caldavPort=
        davmail.popPort=
        davmail.smtpPort=
        davmail.ldapPort=
        davmail.allowRemote=false
        davmail.bindAddress=127.0.0.1
        davmail.disableUpdateCheck=true
        davmail.enableKeepAlive=false
        davmail.folderSizeLimit=0
        davmail.enableProxy=false
        davmail.useSystemProxies=false
        davmail.enableKerberos=false
        davmail.disableGuiNotifications=true
        davmail.imapIdleDelay=
        davmail.logFilePath={log}
        log4j.rootLogger=WARN
        log4j.logger.davmail=INFO
        log4j.logger.httpclient.wire=WARN
        log4j.logger.httpclient=WARN

        """);

    /// <summary>Java trusts what its trust store has; the certificate is checked, name and all.</summary>
    private async Task<string[]> TrustAsync(string? authorityPath, CancellationToken cancellationToken)
    {
        if (authorityPath is null)
        {
            return [];
        }

        var store = Path.Combine(_directory.FullName, "trust.p12");
        await using var keytool = RunningProcess.Start(
            "keytool",
            ["-importcert", "-noprompt", "-alias", "sandbox", "-file", authorityPath, "-keystore", store, "-storetype", "PKCS12", "-storepass", "sandbox"]);
        return await keytool.WaitForExitAsync(StartLimit, cancellationToken) == 0
            ? [$"-Djavax.net.ssl.trustStore={store}", "-Djavax.net.ssl.trustStorePassword=sandbox", "-Djavax.net.ssl.trustStoreType=PKCS12"]
            : throw new InvalidOperationException($"keytool did not take {authorityPath}:\n{keytool.Output}");
    }

    /// <summary>
    /// Accepting is ready: DavMail greets an IMAP client only once it has reached Exchange, and that is the reader's to see.
    /// </summary>
    private async Task ListensAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(StartLimit);
        while (!await AcceptsAsync(limit.Token))
        {
            if (_process!.HasExited)
            {
                throw new InvalidOperationException($"DavMail ended as it started:\n{_process.Output}");
            }

            await Task.Delay(50, limit.Token);
        }
    }

    private async Task<bool> AcceptsAsync(CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, ImapPort, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
