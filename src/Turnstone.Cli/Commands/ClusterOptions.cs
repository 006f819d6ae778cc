using System.CommandLine;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using StackExchange.Redis;
using Turnstone.Cli.Settings;
using Turnstone.Connectors;
using Turnstone.Server;

namespace Turnstone.Cli.Commands;

/// <summary>How several processes on one database find each other.</summary>
internal sealed class ClusterOptions
{
    private const string Redis = "redis:";

    /// <summary>The variable with the password of Redis, which has no place on a command line.</summary>
    private const string PasswordVariable = "TURNSTONE_CLUSTER_PASSWORD";

    private readonly Option<string?> _cluster;
    private readonly Option<string?> _password;
    private readonly Option<string?> _address;
    private readonly Option<string?> _port;
    private readonly Option<string?> _certificate;

    /// <summary>Adds the options by <paramref name="add"/>: name, what to write, description.</summary>
    public ClusterOptions(Func<string, string, string, Option<string?>> add)
    {
        _cluster = add("--cluster", $"{Redis}host:port", "The Redis by which several processes on one PostgreSQL database find each other. Default: this process works for itself, without a port.");
        _password = add("--cluster-password-file", "file", $"A file with the password of that Redis; else {PasswordVariable}.");
        _address = add("--silo-address", "IP", "Where the other processes reach this one, and where it listens for them. Default 127.0.0.1.");
        _port = add("--silo-port", "port", "The port there, of this process alone. Default 11111.");
        _certificate = add("--silo-certificate", "file", "A PEM file with certificate and key that all processes of the cluster have: who has it belongs to them. Needed where --silo-address is not the machine's own.");
    }

    /// <summary>The settings; null where the process works for itself, or with a fault.</summary>
    /// <param name="parsed">What was written.</param>
    /// <param name="onPostgres">Whether the rows are in PostgreSQL.</param>
    /// <param name="environment">The variables.</param>
    /// <param name="findings">Hears of faults.</param>
    public ClusterSettings? Read(ParseResult parsed, bool onPostgres, Func<string, string?> environment, Findings findings)
    {
        if (parsed.Text(_cluster) is not { } text)
        {
            foreach (var option in new[] { _password, _address, _port, _certificate }.Where(option => parsed.Text(option) is not null))
            {
                findings.Refuse(option.Name, "It says something of a cluster, and this process works for itself.", $"Add {_cluster.Name} {Redis}host:port, or leave it out.");
            }

            return null;
        }

        if (!onPostgres)
        {
            findings.Refuse(_cluster.Name, "The embedded database and its journals are one machine's.", "Keep rows in PostgreSQL, with --database-file or TURNSTONE_DATABASE, where several processes work together.");
        }

        var address = AddressOf(parsed, findings);
        var certificates = CertificatesOf(parsed, findings);
        if (!IPAddress.IsLoopback(address) && parsed.Text(_certificate) is null)
        {
            findings.Refuse(_certificate.Name, $"It is missing, and whoever reaches {address} could take part.", "Name a PEM file with certificate and key that all processes of the cluster have (docs/operations.md).");
        }

        var settings = new ClusterSettings
        {
            Redis = RedisOf(text, findings),
            RedisPassword = PasswordOf(parsed, environment, findings),
            SiloAddress = address,
            SiloPort = parsed.Number(_port, 1, ushort.MaxValue, 11111, findings),
            Certificates = certificates,
        };
        return findings.AreClean ? settings : null;
    }

    private string RedisOf(string text, Findings findings)
    {
        var redis = text.StartsWith(Redis, StringComparison.OrdinalIgnoreCase) ? text[Redis.Length..] : "";
        try
        {
            var read = ConfigurationOptions.Parse(redis);
            if (read.Password is not null)
            {
                findings.Refuse(
                    _cluster.Name, "A password is never given on the command line, where everyone who lists processes reads it. Take it for known, and change it.",
                    $"Put it into a file and name that with {_password.Name}, or set {PasswordVariable}.");
            }
            else if (read.EndPoints.Count > 0)
            {
                return redis;
            }
            else
            {
                findings.Refuse(_cluster.Name, "It names no Redis.", $"Write {Redis}redis.example.com:6379.");
            }
        }
        catch (ArgumentException)
        {
            // What it says may repeat a password.
            findings.Refuse(_cluster.Name, "It names no Redis.", $"Write {Redis}redis.example.com:6379, options of StackExchange.Redis behind it with a comma each, such as ssl=true.");
        }

        return "";
    }

    private Secret? PasswordOf(ParseResult parsed, Func<string, string?> environment, Findings findings) =>
        parsed.Text(_password) is { } file ? SecretFile.Read(_password.Name, file, "password", findings)
        : environment(PasswordVariable) is { Length: > 0 } text ? new Secret(text)
        : null;

    private IPAddress AddressOf(ParseResult parsed, Findings findings)
    {
        if (parsed.Text(_address) is not { } text)
        {
            return IPAddress.Loopback;
        }

        // Any of the machine's would be told to the others, who could not reach it by that.
        if (IPAddress.TryParse(text, out var address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any))
        {
            return address;
        }

        findings.Refuse(_address.Name, $"\"{text}\" is no address of one machine.", "Write the IP address at which the other processes reach this one.");
        return IPAddress.Loopback;
    }

    private X509Certificate2[] CertificatesOf(ParseResult parsed, Findings findings)
    {
        if (parsed.Text(_certificate) is not { } file)
        {
            return [];
        }

        try
        {
            var known = new X509Certificate2Collection();
            known.ImportFromPemFile(file);
            return [X509Certificate2.CreateFromPemFile(file), .. known.Skip(1)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            findings.Refuse(
                _certificate.Name, e is CryptographicException or ArgumentException ? $"{file} holds no certificate with its key." : $"{file} cannot be read: {FileTrouble.Say(e)}.",
                "Name a PEM file with a certificate and its private key, not encrypted.");
            return [];
        }
    }
}
