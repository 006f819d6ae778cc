using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Turnstone.Sandbox.Redis;

namespace Turnstone.EndToEnd.Serve;

/// <summary>What processes of a cluster are started with: a Redis, a port each and, where they are to be secured, one certificate.</summary>
internal sealed class ServedCluster(RedisServer redis, string? certificate = null)
{
    /// <summary>What Redis wants to hear.</summary>
    public string Password => redis.Password;

    /// <summary>The arguments of the next process.</summary>
    public string[] Arguments() => Arguments(FreePort());

    /// <summary>The arguments of a process that wants that port.</summary>
    public string[] Arguments(int port) =>
    [
        "--cluster", FormattableString.Invariant($"redis:127.0.0.1:{redis.Port}"), "--silo-port", FormattableString.Invariant($"{port}"),
        .. certificate is null ? Array.Empty<string>() : ["--silo-certificate", certificate],
    ];

    /// <summary>A port that nobody listens on at this moment.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Writes a certificate with its key, as docs/operations.md has one made.</summary>
    public static string WriteCertificate(string folder)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=turnstone", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
        var path = Path.Combine(folder, "silo.pem");
        File.WriteAllText(path, $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
        return path;
    }
}
