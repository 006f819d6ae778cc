using Turnstone.Storage.Actions;
using Turnstone.Storage.Plane;

namespace Turnstone.Storage.Customers;

/// <summary>A person at a customer. Licences are theirs, whatever becomes of their address.</summary>
public sealed class CustomerUser : Owned, ILogged
{
    /// <summary>Whose person.</summary>
    public required Guid CustomerId { get; init; }

    /// <summary>The address mail reaches them at.</summary>
    public required string Address
    {
        get;
        set => (field, AddressSearch) = (value, SearchText.Of(value));
    }

    /// <summary>First name; may be empty.</summary>
    public string FirstName { get; set; } = "";

    /// <summary>Last name; may be empty.</summary>
    public string LastName { get; set; } = "";

    /// <summary>When they were added, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>The address for searching; no two people of a customer have the same.</summary>
    public string AddressSearch { get; private set; } = "";

    string ILogged.Called => Address;
}
