using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Turnstone.Sandbox.Imap;
using Turnstone.Sandbox.Tls;

namespace Turnstone.Sandbox.Dovecot;

/// <summary>
/// A real Dovecot on loopback, run as an ordinary user, with mailboxes, certificates and a log of its own in a temporary
/// directory. Disposing it ends every process of it and removes the directory. Any number may run side by side.
/// </summary>
public sealed class DovecotServer : IAsyncDisposable
{
    private const int PortAttempts = 5;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(25);
    private readonly DovecotOptions _options;
    private readonly DovecotLayout _layout;
    private readonly TimeProvider _time;
    private readonly StringBuilder _said = new();
    private Process? _master;

    private DovecotServer(DovecotInstallation installation, DovecotOptions options, DovecotLayout layout, TimeProvider time) =>
        (Installation, _options, _layout, _time) = (installation, options, layout, time);

    /// <summary>The program that runs.</summary>
    public DovecotInstallation Installation { get; }

    /// <summary>Always the loopback address; the certificate is valid for it and for "localhost".</summary>
    public string Host { get; } = "127.0.0.1";

    /// <summary>Its first process, and the group of all of them.</summary>
    public int ProcessId => _master!.Id;

    /// <summary>Plain IMAP that offers STARTTLS.</summary>
    public int ImapPort { get; private set; }

    /// <summary>IMAP over TLS.</summary>
    public int ImapsPort { get; private set; }

    /// <summary>The PEM file of the authority that signed the server's certificate.</summary>
    public string AuthorityPath => _layout.Authority;

    /// <summary>The server's own log; it holds names and counts, no passwords and no mail.</summary>
    public string LogPath => _layout.Log;

    /// <summary>Where an account's Maildir is, for those who change it behind the server's back.</summary>
    public string MaildirOf(string account) => Path.Combine(_layout.Mail, account, "Maildir");

    /// <summary>The accounts it was started with.</summary>
    public IReadOnlyList<DovecotAccount> Accounts => _options.Accounts;

    /// <summary>The administrator, when there is one.</summary>
    public DovecotAccount? Master => _options.Master;

    /// <summary>Starts a server and returns when it greets on both ports.</summary>
    /// <exception cref="DovecotException">It did not come up; the message has the end of its log.</exception>
    public static async Task<DovecotServer> StartAsync(
        DovecotInstallation installation, DovecotOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var server = new DovecotServer(installation, options, DovecotLayout.Create(), time);
        try
        {
            await server.StartAsync(cancellationToken);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends all its processes; what they wrote, the log to its end, stays until the server is disposed of.</summary>
    public Task StopAsync() => EndAsync();

    /// <summary>Ends all its processes and removes its directory, mail included.</summary>
    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        await ServerDirectory.RemoveAsync(_layout.Root);
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        var user = await DovecotUser.FindAsync(cancellationToken);
        if (_options.TokenIntrospection is not null && Installation.Version >= new Version(2, 4))
        {
            throw new DovecotException($"The sandbox sets up tokens for Dovecot 2.3 only; this is {Installation.Version}.");
        }

        WriteSecrets();

        for (var attempt = 1; ; attempt++)
        {
            (ImapPort, ImapsPort) = _options.Ports ?? FreePorts();
            var configuration = new DovecotConfiguration(_layout, user, ImapPort, ImapsPort, _options);
            await File.WriteAllTextAsync(_layout.Configuration, configuration.For(Installation.Version), cancellationToken);
            if (_options.TokenIntrospection is not null)
            {
                await File.WriteAllTextAsync(_layout.TokenSettings, configuration.TokenSettings(), cancellationToken);
            }

            await user.OwnAsync(_layout, cancellationToken);

            Launch(user);
            if (await GreetsAsync(ImapPort, cancellationToken) && await AcceptsAsync(ImapsPort, cancellationToken))
            {
                return;
            }

            var why = Why();
            await EndAsync();
            // Between our asking for a free port and Dovecot's taking it, anybody may have taken it.
            var portLost = why.Contains("Address already in use", StringComparison.Ordinal) && _options.Ports is null;
            if (!portLost || attempt == PortAttempts)
            {
                throw new DovecotException($"Dovecot {Installation.Version} did not come up on {Host}:{ImapPort} and {ImapsPort}. It said:\n{why}");
            }
        }
    }

    private void WriteSecrets()
    {
        File.WriteAllLines(_layout.Users, _options.Accounts.Select(account => PasswordLine(account) + (_options.Locked.Contains(account.Name) ? "::::::nologin" : "")));
        // Without a master the file is there and empty: nobody is one.
        File.WriteAllLines(_layout.Masters, _options.Master is { } master ? [PasswordLine(master)] : []);

        using var authority = CertificateAuthority.Create(_time);
        using var certificate = authority.IssueFlawed(_options.Flaw, "localhost", "127.0.0.1", "::1");
        using var key = certificate.GetECDsaPrivateKey()!;
        File.WriteAllText(_layout.Authority, authority.ExportPem());
        File.WriteAllText(_layout.Certificate, certificate.ExportCertificatePem());
        File.WriteAllText(_layout.Key, key.ExportPkcs8PrivateKeyPem());
    }

    // Base64 because a colon would end the field; the name has no such way out.
    private static string PasswordLine(DovecotAccount account) =>
        account.Name.AsSpan().IndexOfAny(':', '\n', '*') < 0
            ? $"{account.Name}:{{PLAIN.b64}}{Convert.ToBase64String(Encoding.UTF8.GetBytes(account.Password))}"
            : throw new ArgumentException($"The account name '{account.Name}' holds a colon, a star or a line end, which Dovecot's password file cannot.");

    private void Launch(DovecotUser user)
    {
        var line = user.CommandLine(Installation.Program, "-F", "-c", _layout.Configuration);
        _master = Process.Start(new ProcessStartInfo(line[0], line[1..])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            WorkingDirectory = "/",
        })!;
        _master.ErrorDataReceived += (_, said) => Hear(said.Data);
        _master.OutputDataReceived += (_, said) => Hear(said.Data);
        _master.BeginErrorReadLine();
        _master.BeginOutputReadLine();
    }

    private void Hear(string? line)
    {
        lock (_said)
        {
            _said.AppendLine(line);
        }
    }

    private string Why()
    {
        var log = File.Exists(_layout.Log) ? File.ReadLines(_layout.Log).TakeLast(10) : [];
        lock (_said)
        {
            return string.Join('\n', [_said.ToString().Trim(), .. log]).Trim();
        }
    }

    private async Task<bool> GreetsAsync(int port, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        while (!_master!.HasExited && _time.GetElapsedTime(started) < _options.StartLimit)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(Host, port, cancellationToken);
                using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                limit.CancelAfter(_options.StartLimit);
                if (await reader.ReadLineAsync(limit.Token) is { } line && line.StartsWith("* OK", StringComparison.Ordinal))
                {
                    return !_master.HasExited;
                }
            }
            catch (Exception e) when (e is SocketException or IOException)
            {
                // Not listening yet.
            }

            await Task.Delay(Look, _time, cancellationToken);
        }

        return false;
    }

    private async Task<bool> AcceptsAsync(int port, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(Host, port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task EndAsync()
    {
        if (_master is null)
        {
            return;
        }

        await new ProcessFamily(_master.Id, _time).EndAsync(_options.StopLimit);
        await _master.WaitForExitAsync();
        _master.Dispose();
        _master = null;
    }

    private static (int Imap, int Imaps) FreePorts()
    {
        // Both are held while both are asked for, so that they differ.
        using var first = new TcpListener(IPAddress.Loopback, 0);
        using var second = new TcpListener(IPAddress.Loopback, 0);
        first.Start();
        second.Start();
        return (((IPEndPoint)first.LocalEndpoint).Port, ((IPEndPoint)second.LocalEndpoint).Port);
    }
}
