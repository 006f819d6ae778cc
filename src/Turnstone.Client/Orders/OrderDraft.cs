using System.ComponentModel.DataAnnotations;

namespace Turnstone.Client.Orders;

/// <summary>An order of User Migration Bundles to be made up, or what one that was not placed shall be.</summary>
public sealed record OrderDraft
{
    /// <summary>How many.</summary>
    [Range(1, 100_000)]
    public required int Quantity { get; init; }

    /// <summary>Who the bill is made out to.</summary>
    public required BillingAddress Billing { get; init; }
}
