namespace Turnstone.Ews.Autodiscover;

/// <summary>One search as far as it has come.</summary>
/// <param name="address">Whose mailbox is looked for.</param>
/// <param name="named">Where the caller said to begin, with a port or without; null where nowhere.</param>
internal sealed class Search(string address, string? named)
{
    private readonly List<string> _steps = [];

    public string Address { get; set; } = address;

    public string? NewAddress { get; set; }

    public Uri? Found { get; set; }

    /// <summary>The last place gave no answer at all, so that its other form need not be asked.</summary>
    public bool IsSilent { get; set; }

    public int Hops { get; set; }

    /// <summary>Two places that point at each other are asked once each for an address.</summary>
    public HashSet<string> Asked { get; } = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<string> Steps => _steps;

    /// <summary>Whether a host is in the domain of the address, or in the one the caller named.</summary>
    public bool IsOwn(string host) => IsWithin(host, Address[(Address.LastIndexOf('@') + 1)..]) || (named is not null && IsWithin(host, named.Split(':')[0]));

    public void Say(object place, string what) => _steps.Add($"{place} {what}.");

    public Uri? Stop(object place, string why)
    {
        Say(place, why);
        return null;
    }

    private static bool IsWithin(string host, string domain) =>
        host.Equals(domain, StringComparison.OrdinalIgnoreCase) || host.EndsWith($".{domain}", StringComparison.OrdinalIgnoreCase);
}
