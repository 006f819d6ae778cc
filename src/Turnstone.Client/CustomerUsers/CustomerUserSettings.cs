using System.ComponentModel.DataAnnotations;

namespace Turnstone.Client.CustomerUsers;

/// <summary>Who a person at a customer is.</summary>
public abstract record CustomerUserSettings
{
    /// <summary>Their primary address.</summary>
    [Required(ErrorMessage = "This field cannot be left blank."), StringLength(254)]
    public required string Address { get; init; }

    /// <summary>Their first name; may be empty.</summary>
    [StringLength(100)]
    public string FirstName { get; init; } = "";

    /// <summary>Their last name; may be empty.</summary>
    [StringLength(100)]
    public string LastName { get; init; } = "";

    /// <summary>What they are called in address books; may be empty.</summary>
    [StringLength(200)]
    public string DisplayName { get; init; } = "";

    /// <summary>The name they sign in with in their directory, such as <c>anna@corp.example</c>; may be empty.</summary>
    [StringLength(254)]
    public string PrincipalName { get; init; } = "";
}
