namespace Turnstone.Ews.Autodiscover;

/// <summary>One search as far as it has come.</summary>
internal sealed class Search(string address)
{
    private readonly List<string> _steps = [];

    public string Address { get; set; } = address;

    public string? NewAddress { get; set; }

    public Uri? Found { get; set; }

    public int Hops { get; set; }

    /// <summary>Two places that point at each other are asked once each.</summary>
    public HashSet<string> Asked { get; } = new(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyList<string> Steps => _steps;

    public void Say(object place, string what) => _steps.Add($"{place} {what}.");

    public Uri? Stop(Uri place, string why)
    {
        Say(place, why);
        return null;
    }
}
