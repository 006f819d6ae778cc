using System.ComponentModel.DataAnnotations;

namespace Turnstone.Client.Coupons;

/// <summary>Unused licences to be turned into a coupon.</summary>
public sealed record CouponDraft
{
    /// <summary>The pack they are taken from.</summary>
    public required Guid PackId { get; init; }

    /// <summary>How many.</summary>
    [Range(1, 100_000)]
    public required int Count { get; init; }

    /// <summary>What to call it.</summary>
    [Required(ErrorMessage = "This field cannot be left blank."), StringLength(100)]
    public required string Label { get; init; }
}
