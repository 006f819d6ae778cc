using System.Security.Cryptography.X509Certificates;
using Turnstone.Sandbox.Dovecot;
using Turnstone.Sandbox.Imap;
using Turnstone.Sandbox.Packages;
using Turnstone.Sandbox.Tls;

namespace Turnstone.Sandbox.Cyrus;

/// <summary>
/// A real Cyrus IMAP (Debian's 3.6) on loopback, unpacked and run as an ordinary user in a temporary directory. Disposing it ends every
/// process of it and removes the directory. Any number may run side by side.
/// </summary>
public sealed class CyrusServer : IAsyncDisposable
{
    private const int PortAttempts = 5;

    // The server, the libraries that a machine without it lacks, and saslpasswd2 for the password database.
    private static readonly string[] Packages =
        ["cyrus-common", "cyrus-imapd", "libclamav12", "libmspack0", "libical3", "libxapian30", "libzephyr4", "sasl2-bin", "libsasl2-modules", "libsasl2-modules-db"];

    private readonly CyrusOptions _options;
    private readonly TimeProvider _time;
    private readonly string _root = Directory.CreateTempSubdirectory("turnstone-cyrus-").FullName;
    private ServerProcess? _process;

    private CyrusServer(CyrusOptions options, TimeProvider time) => (_options, _time) = (options, time);

    /// <summary>Plain IMAP that offers STARTTLS.</summary>
    public int ImapPort { get; private set; }

    /// <summary>Plain IMAP that offers STARTTLS and takes no password before it (LOGINDISABLED).</summary>
    public int StrictPort { get; private set; }

    /// <summary>IMAP over TLS.</summary>
    public int ImapsPort { get; private set; }

    /// <summary>The PEM file of the authority that signed the server's certificate.</summary>
    public string AuthorityPath => Path.Combine(_root, "ca.pem");

    private string Programs => Path.Combine(_root, "packages", "usr");

    private string Libraries => Path.Combine(Programs, "lib", $"{System.Runtime.InteropServices.RuntimeInformation.OSArchitecture switch
    {
        System.Runtime.InteropServices.Architecture.Arm64 => "aarch64",
        _ => "x86_64",
    }}-linux-gnu");

    /// <summary>Starts a server and returns when it greets and every account has a mailbox.</summary>
    /// <exception cref="PackageUnavailableException">There are no Debian packages here.</exception>
    /// <exception cref="MailServerException">It did not come up.</exception>
    public static async Task<CyrusServer> StartAsync(CyrusOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var server = new CyrusServer(options, time);
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

    /// <summary>Ends all its processes and removes its directory, mail included.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        await ServerDirectory.RemoveAsync(_root);
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        await UnpackedPackages.LayOutAsync(Path.Combine(_root, "packages"), Packages, cancellationToken);
        var user = await DovecotUser.FindAsync(cancellationToken);
        WriteCertificate();
        foreach (var directory in new[] { "conf/db", "conf/proc", "conf/socket", "conf/log", "conf/msg", "conf/lock", "spool" })
        {
            Directory.CreateDirectory(Path.Combine(_root, directory));
        }

        await File.WriteAllTextAsync(Path.Combine(_root, "imapd.conf"), CyrusConfiguration.Imapd(_root, user, _options), cancellationToken);
        foreach (var account in _options.Accounts.Append(_options.Administrator))
        {
            await AddPasswordAsync(account, cancellationToken);
        }

        for (var attempt = 1; ; attempt++)
        {
            (ImapPort, ImapsPort, StrictPort) = ServerProcess.FreePorts(3) is [var first, var second, var third] ? (first, second, third) : default;
            await File.WriteAllTextAsync(
                Path.Combine(_root, "cyrus.conf"), CyrusConfiguration.Master(_root, Programs, ImapPort, ImapsPort, StrictPort), cancellationToken);
            await user.OwnAsync(new DovecotLayout(_root), cancellationToken);
            _process = new ServerProcess(user, _time);
            if (await _process.StartAsync(MasterCommand(), ImapPort, cancellationToken))
            {
                break;
            }

            var said = _process.Said;
            await _process.DisposeAsync();
            if (attempt == PortAttempts)
            {
                throw new MailServerException($"Cyrus did not come up on port {ImapPort}. It said:\n{said}");
            }
        }

        await MakeMailboxesAsync(cancellationToken);
    }

    private string[] MasterCommand() =>
    [
        "env", $"LD_LIBRARY_PATH={Libraries}", $"SASL_PATH={Path.Combine(Libraries, "sasl2")}", Path.Combine(Programs, "lib/cyrus/bin/master"), "-D",
        "-C", Path.Combine(_root, "imapd.conf"), "-M", Path.Combine(_root, "cyrus.conf"), "-p", Path.Combine(_root, "master.pid"),
    ];

    private async Task AddPasswordAsync(MailAccount account, CancellationToken cancellationToken)
    {
        // saslpasswd2 reads the password from its input; a shell gives it one from a file that only we can read.
        var password = Path.Combine(_root, "password");
        await File.WriteAllTextAsync(password, account.Password, cancellationToken);
        var added = await Command.RunAsync(
            "env",
            [
                $"LD_LIBRARY_PATH={Libraries}", $"SASL_PATH={Path.Combine(Libraries, "sasl2")}", "sh", "-c", "exec \"$1\" -p -c -f \"$2\" -u \"$3\" \"$4\" < \"$5\"", "sh",
                Path.Combine(Programs, "sbin/saslpasswd2"), Path.Combine(_root, "sasldb2"), _options.Domain, account.Name.Split('@')[0], password,
            ],
            cancellationToken);
        File.Delete(password);
        if (!added.Succeeded)
        {
            throw new MailServerException($"saslpasswd2 did not take the account {account.Name}: {added.Tail}");
        }
    }

    private async Task MakeMailboxesAsync(CancellationToken cancellationToken)
    {
        using var administrator = await LineClient.SignInAsync(ImapPort, _options.Administrator, cancellationToken);
        foreach (var account in _options.Accounts)
        {
            await administrator.CommandAsync($"CREATE \"user{(_options.HasSlashes ? '/' : '.')}{account.Name}\"", cancellationToken);
        }
    }

    private void WriteCertificate()
    {
        using var authority = CertificateAuthority.Create(_time);
        using var certificate = authority.IssueServerCertificate("localhost", "127.0.0.1", "::1");
        using var key = certificate.GetECDsaPrivateKey()!;
        File.WriteAllText(AuthorityPath, authority.ExportPem());
        File.WriteAllText(Path.Combine(_root, "server.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_root, "server.key"), key.ExportPkcs8PrivateKeyPem());
    }
}
