using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Turnstone.Sandbox.Dovecot;
using Turnstone.Sandbox.Imap;
using Turnstone.Sandbox.Packages;

namespace Turnstone.Sandbox.Postgres;

/// <summary>
/// A real PostgreSQL (Debian's 15) on loopback, unpacked and run as an ordinary user in a temporary directory, without a socket in the file
/// system. Disposing it ends every process of it and removes the directory. Any number may run side by side.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const int PortAttempts = 5;
    private const string User = "turnstone";

    // The server, and the libraries that a machine without it may lack.
    private static readonly string[] Packages = ["postgresql-15", "libpq5", "libldap-2.5-0", "libsasl2-2", "libxml2", "libxslt1.1"];

    private readonly TimeProvider _time;
    private readonly string _root = Directory.CreateTempSubdirectory("turnstone-postgres-").FullName;
    private readonly string _password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    private ServerProcess? _process;

    private PostgresServer(TimeProvider time) => _time = time;

    /// <summary>Where it listens, on 127.0.0.1.</summary>
    public int Port { get; private set; }

    private string Unpacked => Path.Combine(_root, "packages", "usr");

    private string Programs => Path.Combine(Unpacked, "lib/postgresql/15/bin");

    private string Data => Path.Combine(_root, "data");

    private string Libraries => Path.Combine(Unpacked, "lib", RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "aarch64-linux-gnu" : "x86_64-linux-gnu");

    /// <summary>Starts a server and returns when it answers.</summary>
    /// <exception cref="PackageUnavailableException">There are no Debian packages here.</exception>
    /// <exception cref="MailServerException">It did not come up.</exception>
    public static async Task<PostgresServer> StartAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var server = new PostgresServer(time);
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

    /// <summary>An Npgsql connection string of its superuser; "postgres" is there from the start.</summary>
    public string ConnectionTo(string database) =>
        FormattableString.Invariant($"Host=127.0.0.1;Port={Port};Username={User};Password={_password};Database={database}");

    /// <summary>Ends all its processes and removes its directory, data included.</summary>
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
        var password = Path.Combine(_root, "password");
        await File.WriteAllTextAsync(password, _password, cancellationToken);
        await user.OwnAsync(new DovecotLayout(_root), cancellationToken);
        await MakeClusterAsync(user, password, cancellationToken);
        File.Delete(password);

        for (var attempt = 1; ; attempt++)
        {
            Port = ServerProcess.FreePorts(1)[0];
            _process = new ServerProcess(user, _time);
            if (await _process.StartAsync(Environment(ServerCommand()), Port, PostgresGreeting.IsGivenAsync, cancellationToken))
            {
                return;
            }

            var said = _process.Said;
            await _process.DisposeAsync();
            if (attempt == PortAttempts)
            {
                throw new MailServerException($"PostgreSQL did not come up on port {Port}. It said:\n{said}");
            }
        }
    }

    private async Task MakeClusterAsync(DovecotUser user, string password, CancellationToken cancellationToken)
    {
        var made = await Command.RunAsync([], user.CommandLine(Environment(
            Path.Combine(Programs, "initdb"), "--pgdata", Data, "--username", User, "--pwfile", password, "--auth", "scram-sha-256",
            "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync")), cancellationToken);
        if (!made.Succeeded)
        {
            throw new MailServerException($"initdb made no cluster. It said:\n{made.Tail}");
        }
    }

    // What is written need not outlive the machine here.
    private string[] ServerCommand() =>
    [
        Path.Combine(Programs, "postgres"), "-D", Data, "-h", "127.0.0.1", "-p", FormattableString.Invariant($"{Port}"),
        "-c", "unix_socket_directories=", "-c", "fsync=off", "-c", "jit=off",
    ];

    private string[] Environment(params string[] command) => ["env", $"LD_LIBRARY_PATH={Libraries}", "LC_ALL=C.UTF-8", .. command];
}
