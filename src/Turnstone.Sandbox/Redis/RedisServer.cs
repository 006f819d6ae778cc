using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Turnstone.Sandbox.Dovecot;
using Turnstone.Sandbox.Imap;
using Turnstone.Sandbox.Packages;

namespace Turnstone.Sandbox.Redis;

/// <summary>
/// A real Redis (Debian's 7) on loopback, unpacked and run as an ordinary user in a temporary directory, with a password. It keeps nothing: one that was stopped
/// and started again is empty. Disposing it ends every process of it and removes the directory.
/// </summary>
public sealed class RedisServer : IAsyncDisposable
{
    private const int PortAttempts = 5;

    // The server, which lies in redis-tools, and the libraries that a machine without it may lack.
    private static readonly string[] Packages = ["redis-server", "redis-tools", "libjemalloc2", "liblua5.1-0", "liblzf1", "libhiredis0.14", "lua-bitop", "lua-cjson", "libatomic1"];

    private readonly TimeProvider _time;
    private readonly string _root = Directory.CreateTempSubdirectory("turnstone-redis-").FullName;
    private ServerProcess? _process;
    private DovecotUser? _user;

    private RedisServer(TimeProvider time) => _time = time;

    /// <summary>Where it listens, on 127.0.0.1.</summary>
    public int Port { get; private set; }

    /// <summary>What it wants to hear.</summary>
    public string Password { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private string Unpacked => Path.Combine(_root, "packages", "usr");

    private string Libraries => Path.Combine(Unpacked, "lib", RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "aarch64-linux-gnu" : "x86_64-linux-gnu");

    /// <summary>Starts a server and returns when it answers.</summary>
    /// <exception cref="PackageUnavailableException">There are no Debian packages here.</exception>
    /// <exception cref="MailServerException">It did not come up.</exception>
    public static async Task<RedisServer> StartAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var server = new RedisServer(time);
        try
        {
            await UnpackedPackages.LayOutAsync(Path.Combine(server._root, "packages"), Packages, cancellationToken);
            server._user = await DovecotUser.FindAsync(cancellationToken);
            await server._user.OwnAsync(new DovecotLayout(server._root), cancellationToken);
            for (var attempt = 1; !await server.TryStartAsync(ServerProcess.FreePorts(1)[0], cancellationToken); attempt++)
            {
                if (attempt == PortAttempts)
                {
                    throw new MailServerException($"Redis did not come up on port {server.Port}.");
                }
            }

            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it, and with it all it knew.</summary>
    public async Task StopAsync()
    {
        await (_process?.DisposeAsync() ?? ValueTask.CompletedTask);
        _process = null;
    }

    /// <summary>Starts it again where it was, empty.</summary>
    public async Task StartAgainAsync(CancellationToken cancellationToken)
    {
        if (!await TryStartAsync(Port, cancellationToken))
        {
            throw new MailServerException($"Redis did not come up again on port {Port}.");
        }
    }

    /// <summary>Ends all its processes and removes its directory.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await ServerDirectory.RemoveAsync(_root);
    }

    private async Task<bool> TryStartAsync(int port, CancellationToken cancellationToken)
    {
        Port = port;
        _process = new ServerProcess(_user!, _time);
        if (await _process.StartAsync(Command(port), port, AnswersAsync, cancellationToken))
        {
            return true;
        }

        await StopAsync();
        return false;
    }

    private string[] Command(int port) =>
    [
        "env", $"LD_LIBRARY_PATH={Libraries}", Path.Combine(Unpacked, "bin", "redis-server"), "--port", FormattableString.Invariant($"{port}"), "--bind", "127.0.0.1",
        "--requirepass", Password, "--save", "", "--appendonly", "no", "--dir", _root,
    ];

    // It says that it wants a password, which it does as soon as it takes clients.
    private static async Task<bool> AnswersAsync(int port, CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
        var stream = client.GetStream();
        await stream.WriteAsync("PING\r\n"u8.ToArray(), cancellationToken);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return await reader.ReadLineAsync(cancellationToken) is { } line && line.StartsWith("-NOAUTH", StringComparison.Ordinal);
    }
}
