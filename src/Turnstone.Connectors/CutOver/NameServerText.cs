using System.Net;

namespace Turnstone.Connectors.CutOver;

/// <summary>Name servers and resolvers as people write them.</summary>
public static class NameServerText
{
    private const int UsualPort = 53;

    /// <summary>An address, with a port where that is not 53: <c>192.0.2.53</c>, <c>192.0.2.53:5353</c>, <c>[2001:db8::53]:5353</c>.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static IPEndPoint ParseResolver(string text) =>
        TryParse(text, out var place) ? place : throw new FormatException($"\"{text}\" is not an address: write 192.0.2.53, or 192.0.2.53:5353 where the port is another. A name would have to be resolved first.");

    /// <summary>A name server's name and where it is asked: <c>ns1.new.example=192.0.2.53:5353</c>.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static KeyValuePair<DomainName, IPEndPoint> ParseNameServer(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('=') is [var name, var address] && DomainName.TryParse(name, out var server) && TryParse(address, out var place)
            ? new(server, place)
            : throw new FormatException($"\"{text}\" does not say where a name server is asked: write ns1.new.example=192.0.2.53, with a port where that is not 53.");
    }

    // "1" and "0x7f000001" are addresses too, to a C library; nobody means them.
    private static bool TryParse(string text, out IPEndPoint place)
    {
        var trimmed = text.Trim();
        var isRead = IPEndPoint.TryParse(trimmed, out var found) && (trimmed.Contains(':', StringComparison.Ordinal) || trimmed.Count(c => c == '.') == 3);
        place = found is null || found.Port != 0 ? found! : new IPEndPoint(found.Address, UsualPort);
        return isRead;
    }
}
