using Turnstone.Storage.Actions;
using Turnstone.Storage.Plane;

namespace Turnstone.Storage.Customers;

/// <summary>
/// A person at a customer. Licences are theirs, whatever becomes of their address. No two people of a customer have the same address and the
/// same names.
/// </summary>
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
    public string FirstName
    {
        get;
        set => (field, FirstNameSearch) = (value, SearchText.Of(value));
    } = "";

    /// <summary>Last name; may be empty.</summary>
    public string LastName
    {
        get;
        set => (field, LastNameSearch) = (value, SearchText.Of(value));
    } = "";

    /// <summary>What they are called in address books; may be empty.</summary>
    public string DisplayName
    {
        get;
        set => (field, DisplayNameSearch) = (value, SearchText.Of(value));
    } = "";

    /// <summary>The name they sign in with in their directory; may be empty.</summary>
    public string PrincipalName { get; set; } = "";

    /// <summary>When they were added, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>The address for searching.</summary>
    public string AddressSearch { get; private set; } = "";

    /// <summary>The first name for searching.</summary>
    public string FirstNameSearch { get; private set; } = "";

    /// <summary>The last name for searching.</summary>
    public string LastNameSearch { get; private set; } = "";

    /// <summary>The name of address books for searching.</summary>
    public string DisplayNameSearch { get; private set; } = "";

    string ILogged.Called => Address;
}
