using System.Globalization;
using System.Net;

namespace Turnstone.Sandbox.NameServers;

/// <summary>The files that name servers and resolvers are run by: on one port of the loopback address, in one directory, as whoever starts them.</summary>
internal static class DnsConfiguration
{
    /// <summary>For NSD, without its zones.</summary>
    public static string NameServer(string home, IPEndPoint place) => string.Create(CultureInfo.InvariantCulture, $"""
        server:
          ip-address: {place.Address}
          port: {place.Port}
          server-count: 1
          username: ""
          chroot: ""
          zonesdir: "{home}"
          pidfile: ""
          database: ""
          xfrdfile: ""
          zonelistfile: "{home}/zone.list"
          xfrdir: "{home}"
          rrl-ratelimit: 0
          hide-version: yes
        remote-control:
          control-enable: no

        """);

    /// <summary>
    /// For Unbound, as a cache and nothing more: it believes what it is told (no DNSSEC), and for as long as it is told. It forwards rather than follows delegations,
    /// whose addresses have no ports, and tells what is in its cache to whoever asks without recursion.
    /// </summary>
    public static string Resolver(string home, IPEndPoint place, IPEndPoint upstream) => string.Create(CultureInfo.InvariantCulture, $"""
        server:
          interface: {place.Address}
          port: {place.Port}
          username: ""
          chroot: ""
          directory: "{home}"
          pidfile: ""
          use-syslog: no
          num-threads: 1
          module-config: "iterator"
          do-not-query-localhost: no
          qname-minimisation: no
          prefetch: no
          do-ip6: no
          access-control: 127.0.0.0/8 allow_snoop
        remote-control:
          control-enable: no
        forward-zone:
          name: "example."
          forward-addr: {upstream.Address}@{upstream.Port}

        """);
}
