using Turnstone.Storage.Actions;
using Turnstone.Storage.Plane;

namespace Turnstone.Storage.Customers;

/// <summary>A company whose mailboxes are moved.</summary>
public sealed class Customer : Owned, ILogged
{
    /// <summary>Its name.</summary>
    public required string CompanyName
    {
        get;
        set => (field, CompanyNameSearch) = (value, SearchText.Of(value));
    }

    /// <summary>The domain of its addresses, in lower case; no two customers of a workgroup have the same.</summary>
    public required string PrimaryDomain { get; set => field = value.Trim().ToLowerInvariant(); }

    /// <summary>Country, as people write it; empty where nobody said.</summary>
    public string Country { get; set; } = "";

    /// <summary>City; empty where nobody said.</summary>
    public string City { get; set; } = "";

    /// <summary>What it does; empty where nobody said.</summary>
    public string Industry { get; set; } = "";

    /// <summary>When it was added, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it was put away, UTC; null while it is listed.</summary>
    public DateTimeOffset? Archived { get; set; }

    /// <summary>Raised by whoever applies, reserves or takes back licences of its people: those who do so at the same time wait for each other at this row.</summary>
    public long LicenceClaims { get; set; }

    /// <summary>The name for searching.</summary>
    public string CompanyNameSearch { get; private set; } = "";

    string ILogged.Called => CompanyName;
}
