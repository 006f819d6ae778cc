using System.ComponentModel.DataAnnotations;

namespace Turnstone.Client.Orders;

/// <summary>Why a payment is not accepted.</summary>
public sealed record OrderRefusal
{
    /// <summary>The reason, which the one who ordered is told by mail.</summary>
    [Required(ErrorMessage = "This field cannot be left blank."), StringLength(1000)]
    public required string Reason { get; init; }
}
