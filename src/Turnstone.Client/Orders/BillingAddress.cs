using System.ComponentModel.DataAnnotations;

namespace Turnstone.Client.Orders;

/// <summary>Who a bill is made out to.</summary>
public sealed record BillingAddress
{
    /// <summary>Name of the company or person.</summary>
    [Required(ErrorMessage = "This field cannot be left blank."), StringLength(200)]
    public required string Name { get; init; }

    /// <summary>Street and number.</summary>
    [Required(ErrorMessage = "This field cannot be left blank."), StringLength(200)]
    public required string Street { get; init; }

    /// <summary>Postal code.</summary>
    [Required(ErrorMessage = "This field cannot be left blank."), StringLength(40)]
    public required string PostalCode { get; init; }

    /// <summary>City.</summary>
    [Required(ErrorMessage = "This field cannot be left blank."), StringLength(200)]
    public required string City { get; init; }

    /// <summary>Country.</summary>
    [Required(ErrorMessage = "This field cannot be left blank."), StringLength(100)]
    public required string Country { get; init; }
}
