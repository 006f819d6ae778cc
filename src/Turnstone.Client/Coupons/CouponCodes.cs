using System.ComponentModel.DataAnnotations;

namespace Turnstone.Client.Coupons;

/// <summary>Codes of coupons.</summary>
public sealed record CouponCodes
{
    /// <summary>The codes, separated by blanks.</summary>
    [Required(ErrorMessage = "This field cannot be left blank."), StringLength(10_000)]
    public required string Codes { get; init; }
}
