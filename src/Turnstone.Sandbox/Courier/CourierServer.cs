using System.Security.Cryptography;
using System.Text;
using Turnstone.Sandbox.Dovecot;
using Turnstone.Sandbox.Imap;
using Turnstone.Sandbox.Packages;

namespace Turnstone.Sandbox.Courier;

/// <summary>
/// A real Courier IMAP (Debian's 5.0) on loopback, unpacked and run as an ordinary user in a temporary directory. Courier's paths are
/// compiled in, so its processes see a root directory of their own, made of mounts in a namespace that ends with them; where the kernel
/// gives ordinary users no namespaces it cannot run. It speaks plain IMAP only. Disposing it ends every process and removes the directory.
/// </summary>
public sealed class CourierServer : IAsyncDisposable
{
    private const int PortAttempts = 5;

    private static readonly string[] Packages =
    [
        "courier-imap", "courier-base", "courier-authlib", "courier-authdaemon", "courier-authlib-userdb", "libcourier-unicode4", "libltdl7", "libgamin0", "libidn12",
    ];

    private readonly IReadOnlyList<MailAccount> _accounts;
    private readonly TimeProvider _time;
    private readonly string _root = Directory.CreateTempSubdirectory("turnstone-courier-").FullName;
    private ServerProcess? _process;

    private CourierServer(IReadOnlyList<MailAccount> accounts, TimeProvider time) => (_accounts, _time) = (accounts, time);

    /// <summary>Plain IMAP.</summary>
    public int ImapPort { get; private set; }

    private string World => Path.Combine(_root, "world");

    /// <summary>Starts a server and returns when it greets.</summary>
    /// <exception cref="PackageUnavailableException">There are no Debian packages or no namespaces here.</exception>
    /// <exception cref="MailServerException">It did not come up.</exception>
    public static async Task<CourierServer> StartAsync(IReadOnlyList<MailAccount> accounts, TimeProvider time, CancellationToken cancellationToken)
    {
        var server = new CourierServer(accounts, time);
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

        // The mounts are gone with the namespace. Should one ever be left, what lies behind it is the machine's own and must not be deleted.
        var isMounted = File.ReadLines("/proc/self/mountinfo").Any(line => line.Contains(_root, StringComparison.Ordinal));
        if (!isMounted)
        {
            await ServerDirectory.RemoveAsync(_root);
        }
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        var user = await DovecotUser.FindAsync(cancellationToken);
        var probe = user.CommandLine("unshare", "--user", "--map-root-user", "--mount", "true");
        var namespaces = await Command.RunAsync(probe[0], probe[1..], cancellationToken);
        if (!namespaces.Succeeded)
        {
            throw new PackageUnavailableException($"Courier's paths are compiled in, and this kernel gives an ordinary user no namespace to make them in: {namespaces.Tail}");
        }

        await UnpackedPackages.LayOutAsync(Path.Combine(_root, "packages"), Packages, cancellationToken);
        foreach (var directory in CourierWorld.Directories)
        {
            Directory.CreateDirectory(Path.Combine(World, directory));
        }

        foreach (var account in _accounts)
        {
            Array.ForEach(["cur", "new", "tmp"], part => Directory.CreateDirectory(Path.Combine(World, "mail", account.Name, "Maildir", part)));
        }

        await File.WriteAllTextAsync(Path.Combine(World, "etc/courier/authdaemonrc"), CourierWorld.AuthenticationSettings, cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(World, "etc/users"), Records(CourierWorld.UserRecord), cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(World, "etc/passwords"), Records(account => $"imappw={{SHA256}}{Hash(account)}"), cancellationToken);
        for (var attempt = 1; ; attempt++)
        {
            ImapPort = ServerProcess.FreePorts(1)[0];
            await File.WriteAllTextAsync(Path.Combine(_root, "enter.sh"), CourierWorld.Entry(_root, World), cancellationToken);
            await File.WriteAllTextAsync(Path.Combine(World, "etc/run.sh"), CourierWorld.Start(ImapPort), cancellationToken);
            await user.OwnAsync(new DovecotLayout(_root), cancellationToken);
            _process = new ServerProcess(user, _time);
            string[] command = ["unshare", "--user", "--map-root-user", "--mount", "sh", Path.Combine(_root, "enter.sh")];
            if (await _process.StartAsync(command, ImapPort, cancellationToken))
            {
                return;
            }

            var said = _process.Said;
            await _process.DisposeAsync();
            if (attempt == PortAttempts)
            {
                throw new MailServerException($"Courier did not come up on port {ImapPort}. It said:\n{said}");
            }
        }
    }

    private string Records(Func<MailAccount, string> record) =>
        string.Concat(_accounts.Select(account => $"{account.Name}\t{record(account)}\n")) + ".\n";

    private static string Hash(MailAccount account) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(account.Password)));
}
