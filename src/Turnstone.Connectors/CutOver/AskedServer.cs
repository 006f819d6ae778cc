using System.Net;

namespace Turnstone.Connectors.CutOver;

/// <summary>Somebody who was asked.</summary>
/// <param name="Name">A name server's name; empty for a resolver, which has none.</param>
/// <param name="Address">Where it was asked; null where a name server's name has no address.</param>
/// <param name="IsOwn">Whether it is one of the zone's own servers, and no resolver.</param>
public sealed record AskedServer(string Name, IPEndPoint? Address, bool IsOwn)
{
    private const int UsualPort = 53;

    /// <summary>For people: <c>ns1.new.example</c> or <c>192.0.2.53</c>, with the port where that is not 53.</summary>
    public string Shown => (Name, Address) switch
    {
        ("", null) => "nobody",
        ("", _) => $"resolver {Place}",
        (_, null) => Name,
        _ => $"{Name} ({Place})",
    };

    private string Place => Address is null ? "" : Address.Port == UsualPort ? Address.Address.ToString() : Address.ToString();
}
