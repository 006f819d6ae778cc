using System.Globalization;
using System.Net;
using Turnstone.Sandbox.Dovecot;
using Turnstone.Sandbox.Imap;

namespace Turnstone.Sandbox.NameServers;

/// <summary>
/// Real name servers (Debian's NSD 4.6) and resolvers with a cache (Debian's Unbound 1.17) on loopback, unpacked and run as an ordinary user in a temporary
/// directory. A resolver asks one of the name servers about everything below <c>example</c>. Disposing it ends every process and removes the directory.
/// </summary>
public sealed class DnsWorld : IAsyncDisposable
{
    private const int PortAttempts = 5;

    private readonly TimeProvider _time;
    private readonly string _root = Directory.CreateTempSubdirectory("turnstone-dns-").FullName;
    private readonly Dictionary<IPEndPoint, ServerProcess> _processes = [];
    private DnsPackages? _packages;
    private DovecotUser? _user;

    private DnsWorld(TimeProvider time) => _time = time;

    /// <summary>Lays the programs out; no server runs yet.</summary>
    /// <exception cref="PackageUnavailableException">There are no Debian packages here.</exception>
    public static async Task<DnsWorld> CreateAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        var world = new DnsWorld(time);
        try
        {
            world._packages = await DnsPackages.LayOutAsync(Path.Combine(world._root, "packages"), cancellationToken);
            world._user = await DovecotUser.FindAsync(cancellationToken);
            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts a name server for zones, given by name with the text of their files, and returns when it answers.</summary>
    /// <exception cref="MailServerException">It did not come up; the message holds what it said.</exception>
    public Task<IPEndPoint> ServeAsync(IReadOnlyDictionary<string, string> zones, CancellationToken cancellationToken) =>
        StartAsync(null, place => NameServerAsync(place, zones, cancellationToken), cancellationToken);

    /// <summary>Has a name server serve other zones in their place; it is started anew on its port, with nothing kept.</summary>
    public async Task ChangeAsync(IPEndPoint server, IReadOnlyDictionary<string, string> zones, CancellationToken cancellationToken)
    {
        await StopAsync(server);
        await StartAsync(server, place => NameServerAsync(place, zones, cancellationToken), cancellationToken);
    }

    /// <summary>Starts a resolver with a cache that asks <paramref name="upstream"/> about names below <c>example</c>, and returns when it answers.</summary>
    /// <exception cref="MailServerException">As for <see cref="ServeAsync"/>.</exception>
    public Task<IPEndPoint> ResolveAsync(IPEndPoint upstream, CancellationToken cancellationToken) =>
        StartAsync(null, place => ResolverAsync(place, upstream, cancellationToken), cancellationToken);

    /// <summary>Ends a server; nothing listens on its port then.</summary>
    public async Task StopAsync(IPEndPoint server)
    {
        if (_processes.Remove(server, out var process))
        {
            await process.DisposeAsync();
        }
    }

    /// <summary>Ends all of them and removes their directory.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var server in _processes.Keys.ToList())
        {
            await StopAsync(server);
        }

        await ServerDirectory.RemoveAsync(_root);
    }

    private async Task<IPEndPoint> StartAsync(IPEndPoint? known, Func<IPEndPoint, Task<string[]>> command, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var place = known ?? new IPEndPoint(IPAddress.Loopback, ServerProcess.FreePorts(1)[0]);
            var process = new ServerProcess(_user!, _time);
            if (await process.StartAsync(await command(place), place.Port, DnsProbe.AnswersAsync, cancellationToken))
            {
                _processes[place] = process;
                return place;
            }

            var said = process.Said;
            await process.DisposeAsync();
            if (attempt == PortAttempts)
            {
                throw new MailServerException($"The name server did not come up on port {place.Port}. It said:\n{said}");
            }
        }
    }

    private async Task<string[]> NameServerAsync(IPEndPoint place, IReadOnlyDictionary<string, string> zones, CancellationToken cancellationToken)
    {
        var home = await HomeAsync(place, zones, cancellationToken);
        var parts = string.Concat(zones.Keys.Select((name, at) => string.Create(CultureInfo.InvariantCulture, $"zone:\n  name: \"{name}\"\n  zonefile: \"{home}/{at}.zone\"\n")));
        await File.WriteAllTextAsync(Path.Combine(home, "nsd.conf"), DnsConfiguration.NameServer(home, place) + parts, cancellationToken);
        return _packages!.Command("nsd", "-d", "-c", Path.Combine(home, "nsd.conf"));
    }

    private async Task<string[]> ResolverAsync(IPEndPoint place, IPEndPoint upstream, CancellationToken cancellationToken)
    {
        var home = await HomeAsync(place, new Dictionary<string, string>(), cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(home, "unbound.conf"), DnsConfiguration.Resolver(home, place, upstream), cancellationToken);
        return _packages!.Command("unbound", "-d", "-p", "-c", Path.Combine(home, "unbound.conf"));
    }

    private async Task<string> HomeAsync(IPEndPoint place, IReadOnlyDictionary<string, string> zones, CancellationToken cancellationToken)
    {
        var home = Directory.CreateDirectory(Path.Combine(_root, place.Port.ToString(CultureInfo.InvariantCulture))).FullName;
        foreach (var (text, at) in zones.Values.Select((text, at) => (text, at)))
        {
            await File.WriteAllTextAsync(Path.Combine(home, string.Create(CultureInfo.InvariantCulture, $"{at}.zone")), text, cancellationToken);
        }

        await _user!.OwnAsync(new DovecotLayout(_root), cancellationToken);
        return home;
    }
}
