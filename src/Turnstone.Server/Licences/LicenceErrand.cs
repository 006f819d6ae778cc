using Turnstone.Server.Components.Data;

namespace Turnstone.Server.Licences;

/// <summary>Whom somebody was about to apply licences to when there were too few: kept on their circuit while they buy more, so that they need not choose again.</summary>
internal sealed class LicenceErrand
{
    private Guid _customer;
    private Selection? _chosen;
    private string? _search;
    private string? _licence;

    /// <summary>Keeps whom they had chosen, and among whom.</summary>
    public void Keep(Guid customer, Selection chosen, string? search, string? licence) => (_customer, _chosen, _search, _licence) = (customer, chosen, search, licence);

    /// <summary>Gives it back once to the page it came from; null for any other.</summary>
    public (Selection Chosen, string? Search, string? Licence)? Take(Guid customer)
    {
        if (_chosen is not { } chosen || _customer != customer)
        {
            return null;
        }

        _chosen = null;
        return (chosen, _search, _licence);
    }
}
