using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Turnstone.Testing;

namespace Turnstone.EndToEnd.SignIn;

/// <summary>MIT's key distribution center as an ordinary user's process on a loopback port, with a realm and files of its own.</summary>
internal sealed class KerberosRealm : IAsyncDisposable
{
    private const string Name = "NEW.EXAMPLE";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly string _folder;
    private RunningProcess? _center;

    private KerberosRealm(string folder) => _folder = folder;

    public string KeyTab => Path.Combine(_folder, "http.keytab");

    /// <summary>What makes a program a member of the realm, with a ticket cache of its own.</summary>
    public IReadOnlyDictionary<string, string?> Member(string cache) => new Dictionary<string, string?>
    {
        ["KRB5_CONFIG"] = Path.Combine(_folder, "krb5.conf"),
        ["KRB5_KDC_PROFILE"] = Path.Combine(_folder, "kdc.conf"),
        ["KRB5CCNAME"] = $"FILE:{Path.Combine(_folder, cache)}",
        ["KRB5_KTNAME"] = KeyTab,
    };

    public static async Task<KerberosRealm> StartAsync(string folder, CancellationToken cancellationToken)
    {
        var realm = new KerberosRealm(Directory.CreateDirectory(Path.Combine(folder, "krb5")).FullName);
        var port = FreePort();
        await File.WriteAllTextAsync(
            Path.Combine(realm._folder, "krb5.conf"),
            $$"""
            [libdefaults]
             default_realm = {{Name}}
             dns_lookup_kdc = false
             rdns = false
             dns_canonicalize_hostname = false
            [realms]
             {{Name}} = {
              kdc = 127.0.0.1:{{port}}
             }
            [domain_realm]
             localhost = {{Name}}

            """,
            cancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(realm._folder, "kdc.conf"),
            $$"""
            [kdcdefaults]
             kdc_listen = 127.0.0.1:{{port}}
             kdc_tcp_listen = 127.0.0.1:{{port}}
            [realms]
             {{Name}} = {
              database_name = {{realm._folder}}/principal
              key_stash_file = {{realm._folder}}/stash
              acl_file = {{realm._folder}}/acl
             }
            [logging]
             kdc = STDERR

            """,
            cancellationToken);
        await realm.RunAsync("/usr/sbin/kdb5_util", ["create", "-s", "-r", Name, "-P", "master"], "", cancellationToken);
        await realm.AdministerAsync("addprinc -randkey HTTP/localhost", cancellationToken);
        await realm.AdministerAsync($"ktadd -k {realm.KeyTab} HTTP/localhost", cancellationToken);
        realm._center = RunningProcess.Start("/usr/sbin/krb5kdc", ["-n"], realm.Member("none"));
        await realm._center.WaitForLineAsync("commencing operation", Limit, cancellationToken);
        return realm;
    }

    public Task AddAsync(string name, string password, CancellationToken cancellationToken) =>
        AdministerAsync($"addprinc +requires_preauth -pw {password} {name}", cancellationToken);

    public Task SignInAsync(string name, string password, string cache, CancellationToken cancellationToken) =>
        RunAsync("/usr/bin/kinit", [name], password + "\n", cancellationToken, cache);

    /// <summary>How often somebody came with a wrong password: what an account is locked by.</summary>
    public int WrongPasswords => _center!.Output.Split("PREAUTH_FAILED").Length - 1;

    public async ValueTask DisposeAsync()
    {
        if (_center is not null)
        {
            await _center.DisposeAsync();
        }
    }

    private Task AdministerAsync(string query, CancellationToken cancellationToken) => RunAsync("/usr/sbin/kadmin.local", ["-q", query], "", cancellationToken);

    private async Task RunAsync(string program, string[] arguments, string input, CancellationToken cancellationToken, string cache = "none")
    {
        await using var run = RunningProcess.Start(program, arguments, Member(cache), input: input);
        if (await run.WaitForExitAsync(Limit, cancellationToken) != 0)
        {
            throw new InvalidOperationException($"{program} failed:\n{run.Output}");
        }
    }

    // The center cannot be told to take any port; the gap between asking and taking is a moment on loopback.
    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }
}
