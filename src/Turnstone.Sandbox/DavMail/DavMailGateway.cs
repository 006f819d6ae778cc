using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Turnstone.Sandbox.Dovecot;
using Turnstone.Sandbox.Imap;

namespace Turnstone.Sandbox.DavMail;

/// <summary>
/// Debian's DavMail, headless in a directory of its own, on a loopback port of its own: IMAP before an Exchange server. One process serves
/// every mailbox: it signs in at Exchange with what its IMAP client signs in with. Disposing it ends the process and removes the directory.
/// </summary>
public sealed class DavMailGateway : IAsyncDisposable
{
    // davmail-server is the gateway without the desktop program and its window toolkit.
    private static readonly DebianPackage Package = new("davmail-server", "davmail-server.service");
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("turnstone-davmail-");
    private readonly StringBuilder _said = new();
    private readonly TimeProvider _time;
    private Process? _process;

    private DavMailGateway(TimeProvider time) => _time = time;

    /// <summary>Always the loopback address; IMAP without TLS.</summary>
    public int ImapPort { get; } = ServerProcess.FreePorts(1)[0];

    /// <summary>The process.</summary>
    public int ProcessId => _process!.Id;

    /// <exception cref="PackageUnavailableException">It is missing and could not be installed.</exception>
    public static Task EnsureAsync(Action<string> say, CancellationToken cancellationToken) => DebianPackages.EnsureAsync([Package], say, cancellationToken);

    /// <summary>Listens when it returns; it greets a client only once it has reached Exchange, and that is the client's to see.</summary>
    /// <param name="ews">The Exchange server.</param>
    /// <param name="authorityPath">The authority of its certificate; null for those of this machine.</param>
    /// <param name="memory">How much Java may use, as Java writes it: 256m.</param>
    /// <param name="time">The clock of the waiting.</param>
    /// <param name="cancellationToken">Ends the waiting, and the process with it.</param>
    /// <exception cref="MailServerException">It did not come up.</exception>
    public static async Task<DavMailGateway> StartAsync(Uri ews, string? authorityPath, string memory, TimeProvider time, CancellationToken cancellationToken)
    {
        var gateway = new DavMailGateway(time);
        try
        {
            await gateway.LaunchAsync(ews, authorityPath, memory, cancellationToken);
            return gateway;
        }
        catch
        {
            await gateway.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await new ProcessFamily(_process.Id, _time).EndAsync(StopLimit);
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _directory.Delete(recursive: true);
    }

    private async Task LaunchAsync(Uri ews, string? authorityPath, string memory, CancellationToken cancellationToken)
    {
        var properties = Path.Combine(_directory.FullName, "davmail.properties");
        await File.WriteAllTextAsync(properties, Properties(ews, Path.Combine(_directory.FullName, "davmail.log")), cancellationToken);

        // A session of its own, so that it is found and ended with all it starts.
        string[] line =
        [
            "/usr/bin/java", .. await TrustAsync(authorityPath, cancellationToken), $"-Xmx{memory}", "-Djava.awt.headless=true",
            "-jar", "/usr/share/davmail/davmail.jar", "-server", properties,
        ];
        _process = Process.Start(new ProcessStartInfo("setsid", line)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = _directory.FullName,
        })!;
        _process.ErrorDataReceived += (_, said) => Hear(said.Data);
        _process.OutputDataReceived += (_, said) => Hear(said.Data);
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
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
        var keytool = await Command.RunAsync(
            "keytool",
            ["-importcert", "-noprompt", "-alias", "sandbox", "-file", authorityPath, "-keystore", store, "-storetype", "PKCS12", "-storepass", "sandbox"],
            cancellationToken);
        return keytool.Succeeded
            ? [$"-Djavax.net.ssl.trustStore={store}", "-Djavax.net.ssl.trustStorePassword=sandbox", "-Djavax.net.ssl.trustStoreType=PKCS12"]
            : throw new MailServerException($"keytool did not take {authorityPath}: {keytool.Tail}");
    }

    private async Task ListensAsync(CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        while (!await AcceptsAsync(cancellationToken))
        {
            if (_process!.HasExited || _time.GetElapsedTime(started) > StartLimit)
            {
                throw new MailServerException($"DavMail did not come up on port {ImapPort}. It said:\n{Said}");
            }

            await Task.Delay(Look, _time, cancellationToken);
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

    private string Said
    {
        get
        {
            lock (_said)
            {
                return _said.ToString().Trim();
            }
        }
    }

    private void Hear(string? line)
    {
        lock (_said)
        {
            _said.AppendLine(line);
        }
    }
}
