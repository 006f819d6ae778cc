using Turnstone.Ews.Transport;

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

    /// <summary>Where a place points, if it may be followed there.</summary>
    public Uri? Follow(Uri from, Uri to)
    {
        if (to.Scheme != Uri.UriSchemeHttps)
        {
            return Stop(from, $"points to {to}, which is not https and therefore not followed");
        }

        Say(from, $"points to {to}");
        return LoginPages.IsLoginAddress(to.AbsoluteUri) ? Stop(to, "is a sign-in page for people") : to;
    }

    /// <summary>The place itself where it is in a domain that the caller named; else null: anybody on the way could have named it.</summary>
    public Uri? Vouch(object from, Uri? to) =>
        to is null || IsOwn(to.Host)
            ? to
            : Stop(from, $"names {to.Host}, which is in another domain, so the password was not taken there; if it is right, write autodiscover:{to.Authority}");

    public static string Describe(Exception exception) => exception switch
    {
        SignInException or InvalidDataException => exception.Message,
        _ => $"cannot be reached ({(exception.InnerException ?? exception).Message})",
    };

    private static bool IsWithin(string host, string domain) =>
        host.Equals(domain, StringComparison.OrdinalIgnoreCase) || host.EndsWith($".{domain}", StringComparison.OrdinalIgnoreCase);
}
